import { CHECKED_ON, FIXED_LIMITS, RAISABLE_LIMITS } from "../../contract/aws-limits";

const all = { ...FIXED_LIMITS, ...RAISABLE_LIMITS };

test("no limit is in both tables", () => {
  expect(Object.keys(all)).toHaveLength(
    Object.keys(FIXED_LIMITS).length + Object.keys(RAISABLE_LIMITS).length,
  );
});

test.each(Object.entries(all))("%s has a whole number and a page of AWS as its source", (_, limit) => {
  expect(Number.isInteger(limit.most) && limit.most > 0).toBe(true);
  expect(new URL(limit.source).host).toBe("docs.aws.amazon.com");
  expect(limit.counts).toMatch(/\S/);
});

test("what AWS raises to a last number is raised to more than the default", () => {
  for (const { most, raised } of Object.values(RAISABLE_LIMITS)) {
    if (raised !== "on request") expect(raised.onRequestTo).toBeGreaterThan(most);
  }
});

test("the day on which the pages were read is written down", () => {
  expect(CHECKED_ON).toMatch(/^\d{4}-\d\d-\d\d$/);
});
