import { makeQuotas } from "../../../gateway/limits/quotas";

type Quota = Parameters<ReturnType<typeof makeQuotas>["use"]>[2];

/** How many of ten calls at a time get through. */
function counter(quota: Quota) {
  const { use } = makeQuotas();
  return (time: string, name = "key") =>
    Array.from({ length: 10 }).filter(() => use("plan", name, quota, new Date(time))).length;
}

test.each([
  ["DAY", "2026-03-01T23:59:59Z", "2026-03-02T00:00:00Z"],
  // A Sunday and the Monday after it.
  ["WEEK", "2026-03-01T23:59:59Z", "2026-03-02T00:00:00Z"],
  ["MONTH", "2026-02-28T23:59:59Z", "2026-03-01T00:00:00Z"],
] as const)("a %s ends at midnight UTC and begins anew", (period, last, next) => {
  const through = counter({ limit: 3, period, offset: 0 });
  expect([through(last), through(last), through(next), through(next)]).toEqual([3, 0, 3, 0]);
});

test.each([
  ["WEEK", "2026-02-23T00:00:00Z", "2026-03-01T23:59:59Z"],
  ["MONTH", "2026-03-01T00:00:00Z", "2026-03-31T23:59:59Z"],
] as const)("one %s is one period from its first to its last second", (period, first, last) => {
  const through = counter({ limit: 3, period, offset: 0 });
  expect([through(first), through(last)]).toEqual([3, 0]);
});

test("the offset is taken off the first period only", () => {
  const through = counter({ limit: 5, period: "DAY", offset: 4 });
  expect([through("2026-03-01T12:00:00Z"), through("2026-03-02T12:00:00Z")]).toEqual([1, 5]);
});

test("a limit of 0 lets no call through, and each name is counted separately", () => {
  expect(counter({ limit: 0, period: "DAY", offset: 0 })("2026-03-01T12:00:00Z")).toBe(0);
  const through = counter({ limit: 2, period: "DAY", offset: 0 });
  expect([through("2026-03-01T12:00:00Z", "a"), through("2026-03-01T12:00:00Z", "b")]).toEqual([2, 2]);
});
