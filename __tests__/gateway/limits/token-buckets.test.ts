import { makeTokenBuckets } from "../../../gateway/limits/token-buckets";

const at = (milliseconds: number) => new Date(1_800_000_000_000 + milliseconds);
const limit = { rate: 2, burst: 3 };

test("a burst gets through, and then what the rate fills in", () => {
  const { take } = makeTokenBuckets();
  expect([0, 0, 0, 0].map((ms) => take("a", limit, at(ms)))).toEqual([true, true, true, false]);
  expect(take("a", limit, at(499))).toBe(false);
  expect(take("a", limit, at(500))).toBe(true);
  expect(take("a", limit, at(500))).toBe(false);
});

test("a bucket holds no more than the burst, also after a long time without calls", () => {
  const { take } = makeTokenBuckets();
  take("a", limit, at(0));
  expect([0, 0, 0, 0].map(() => take("a", limit, at(3_600_000)))).toEqual([true, true, true, false]);
});

test("each name has a bucket of its own", () => {
  const { take } = makeTokenBuckets();
  const one = { rate: 1, burst: 1 };
  expect([take("a", one, at(0)), take("a", one, at(0)), take("b", one, at(0))]).toEqual([true, false, true]);
});

test.each([
  { rate: 0, burst: 0 },
  { rate: 100, burst: 0 },
])("no call gets through $rate a second and $burst at once", (none) => {
  const { take } = makeTokenBuckets();
  expect([take("a", none, at(0)), take("a", none, at(60_000))]).toEqual([false, false]);
});

test("a clock that is set back fills nothing, then or later", () => {
  const { take } = makeTokenBuckets();
  const one = { rate: 1, burst: 1 };
  take("a", one, at(10_000));
  expect([0, 9_000, 10_500].map((ms) => take("a", one, at(ms)))).toEqual([false, false, false]);
  expect(take("a", one, at(11_000))).toBe(true);
});

test("a burst made smaller holds from the next call on", () => {
  const { take } = makeTokenBuckets();
  take("a", { rate: 1, burst: 100 }, at(0));
  expect([take("a", { rate: 1, burst: 1 }, at(0)), take("a", { rate: 1, burst: 1 }, at(0))]).toEqual([
    true,
    false,
  ]);
});
