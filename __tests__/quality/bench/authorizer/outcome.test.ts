import { isWellUnder, noise } from "../../../../quality/bench/authorizer/noise";
import { atMoment, type Outcome, outcomeOf, type Verify } from "../../../../quality/bench/authorizer/outcome";

const thrown = () => {
  throw new Error("no");
};

test.each<[string, Verify, Outcome]>([
  ["resolves", async () => ({}), "accepted"],
  ["returns", () => ({}), "accepted"],
  ["rejects", async () => thrown(), "refused"],
  ["throws at once", thrown, "refused"],
  ["never settles", () => new Promise(() => {}), "silent"],
  [
    "throws where nothing waits for it",
    () => new Promise(() => process.emit("uncaughtException", Error())),
    "uncaught",
  ],
])("a verifier that %s", async (_, verify, outcome) => {
  expect(await outcomeOf(verify, "token", 20)).toBe(outcome);
});

test("a call runs at its moment, and the clock is back after it", async () => {
  const seen = await atMoment(1_000, async () => [
    Date.now(),
    new Date().toISOString(),
    new Date(5).getTime(),
  ]);
  expect(seen).toEqual([1_000, "1970-01-01T00:00:01.000Z", 5]);
  expect(Date.now()).toBeGreaterThan(1_000);
});

test.each<[readonly number[], number, number, boolean]>([
  [[7, 7.1, 7.2], 7.9, 0.1, true],
  [[7, 7.8, 8.6], 7.9, 0.8, false],
  [[1.3], 1.3, 0, false],
  [[1.2], 1.3, 0, true],
])("%j is under %d by more than its noise of %d: %s", (values, aim, distance, reached) => {
  expect(noise(values)).toBeCloseTo(distance);
  expect(isWellUnder(values, aim)).toBe(reached);
});
