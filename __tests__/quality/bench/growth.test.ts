import { exponent, perRoute } from "../../../quality/bench/frame/growth";

const points = (of: (routes: number) => number) =>
  [10, 100, 1_000, 3_000].map((routes) => ({ routes, value: of(routes) }));

test.each([
  ["each route adds the same", (routes: number) => 200 + 2 * (routes - 10), 1],
  ["each route adds more than the one before", (routes: number) => 200 + (routes - 10) ** 1.5, 1.5],
])("%s", (_, of, power) => expect(exponent(points(of))).toBeCloseTo(power, 10));

test("a value below that of the fewest routes, as noise makes it, is left out", () => {
  const noisy = [...points((routes) => 200 + 2 * (routes - 10)), { routes: 20, value: 190 }];
  expect(exponent(noisy)).toBeCloseTo(1, 10);
});

test("what a route adds is told by the fewest and the most, in any order", () => {
  const given = points((routes) => 200 + 2 * routes).reverse();
  expect(perRoute(given)).toBeCloseTo(2, 10);
});

test("one number of routes is not enough", () => {
  expect(() => perRoute([{ routes: 10, value: 1 }])).toThrow(RangeError);
  expect(() => exponent([{ routes: 10, value: 1 }])).toThrow(RangeError);
});
