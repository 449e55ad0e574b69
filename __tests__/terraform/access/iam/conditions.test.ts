import { holds } from "../../../../terraform/access/iam/conditions";
import { Context } from "../../../../terraform/access/iam/context";
import { unknownText } from "../../../../terraform/access/iam/variables";

type Value = string | readonly string[] | undefined;

/** A condition on one key, held against a request with these values of it. */
function held(operator: string, wanted: string | readonly string[], found: Value, version = "2012-10-17") {
  const values = typeof wanted === "string" ? [wanted] : wanted;
  const keys = {
    "aws:other": "other",
    "aws:several": ["x", "y"],
    ...(found !== undefined && { "aws:key": found }),
  };
  return holds({ operator, key: "aws:Key", values }, version, new Context([keys]));
}

/** Operator, value of the policy, value of the request, and whether the condition holds. */
describe("a condition operator compares", () => {
  test.each<[string, string, string, boolean | undefined]>([
    ["StringEquals", "a", "a", true],
    ["StringEquals", "a", "A", false],
    ["StringEquals", "a*", "ab", false],
    ["StringEquals", "a*?", "a*?", true],
    ["StringEquals", "${aws:other}", "other", true],
    ["StringEquals", "${aws:other}", "x", false],
    ["StringEquals", "${aws:none}", "x", false],
    ["StringNotEquals", "${aws:none}", "x", true],
    ["StringEquals", "${aws:several}", "x", undefined],
    ["StringNotEquals", "${aws:several}", "x", undefined],
    ["StringNotEquals", "a", "a", false],
    ["StringNotEquals", "a", "b", true],
    ["StringEqualsIgnoreCase", "Ab", "aB", true],
    ["StringEqualsIgnoreCase", "a", "b", false],
    ["StringNotEqualsIgnoreCase", "Ab", "aB", false],
    ["StringNotEqualsIgnoreCase", "a", "b", true],
    ["StringLike", "a*", "ab", true],
    ["StringLike", "a?", "a", false],
    ["StringLike", "a*", "Ab", false],
    ["StringNotLike", "a*", "ab", false],
    ["StringNotLike", "a*", "b", true],
    ["NumericEquals", "7", "7.0", true],
    ["NumericEquals", "7", "8", false],
    ["NumericEquals", "-7.25", "-7.25", true],
    ["NumericEquals", "+7", "7", true],
    ["NumericEquals", "70", "70.00", true],
    ["NumericNotEquals", "7", "7.0", false],
    ["NumericNotEquals", "7", "8", true],
    ["NumericLessThan", "7", "6", true],
    ["NumericLessThan", "7", "7", false],
    ["NumericLessThanEquals", "7", "7", true],
    ["NumericLessThanEquals", "7", "8", false],
    ["NumericGreaterThan", "7", "8", true],
    ["NumericGreaterThan", "7", "7", false],
    ["NumericGreaterThanEquals", "7", "7", true],
    ["NumericGreaterThanEquals", "7", "6", false],
    ["NumericLessThan", "10", "9", true],
    ["NumericEquals", "x", "7", undefined],
    ["NumericEquals", "7", "x", undefined],
    ["NumericEquals", "7", "x7", undefined],
    ["NumericEquals", "7", "7x", undefined],
    ["NumericEquals", "7", "7.", undefined],
    ["NumericEquals", "7", ".7", undefined],
    ["NumericEquals", "7", "", undefined],
    ["NumericEquals", "16", "0x10", undefined],
    ["NumericNotEquals", "7", "x", undefined],
    ["DateEquals", "2024-02-01", "2024-02-01T00:00:00Z", true],
    ["DateEquals", "2024-02", "2024-02-01", true],
    ["DateEquals", "2024", "2024-01-01", true],
    ["DateEquals", "2024", "2024-01-02", false],
    ["DateEquals", "2024-02-01T12:00Z", "2024-02-01T12:00:00.000Z", true],
    ["DateEquals", "2024-02-01T12:00:00Z", "2024-02-01T12:00:00.250Z", false],
    ["DateEquals", "2024-02-01T12:00:00+02:00", "2024-02-01T10:00:00Z", true],
    ["DateEquals", "2024-02-01T12:00:00-02:30", "2024-02-01T14:30:00Z", true],
    ["DateEquals", "1706745600", "2024-02-01", true],
    ["DateEquals", "1706745600.5", "2024-02-01T00:00:00.500Z", true],
    ["DateEquals", "1706745600.25", "2024-02-01T00:00:00.250Z", true],
    ["DateEquals", "1706745601", "2024-02-01", false],
    ["DateNotEquals", "2024-02-01", "2024-02-02", true],
    ["DateNotEquals", "2024-02-01", "2024-02-01", false],
    ["DateLessThan", "2024-02-02", "2024-02-01", true],
    ["DateLessThan", "2024-02-01", "2024-02-01", false],
    ["DateLessThanEquals", "2024-02-01", "2024-02-01", true],
    ["DateGreaterThan", "2024-02-01", "2024-02-02", true],
    ["DateGreaterThan", "2024-02-01", "2024-02-01", false],
    ["DateGreaterThanEquals", "2024-02-01", "2024-02-01", true],
    ["DateEquals", "2024-02-01", "2024-02-01T12:00", undefined],
    ["DateEquals", "2024-02-01", "2024-02-01T12:00:00", undefined],
    ["DateEquals", "2024-02-01", "2024-2-1", undefined],
    ["DateEquals", "2024-02-01", "2024-13-01", undefined],
    ["DateEquals", "2024-02-01", "x2024-02-01", undefined],
    ["DateEquals", "2024-02-01", " 2024-02-01", undefined],
    ["DateEquals", "2024-02-01", "2024-02-01x", undefined],
    ["DateEquals", "2024-02-01", "x1706745600", undefined],
    ["DateEquals", "2024-02-01", "1706745600x", undefined],
    ["DateEquals", "2024-02-01", "February 1, 2024", undefined],
    ["Bool", "true", "true", true],
    ["Bool", "True", "TRUE", true],
    ["Bool", "false", "FALSE", true],
    ["Bool", "true", "false", false],
    ["Bool", "false", "true", false],
    ["Bool", "true", "yes", false],
    ["Bool", "yes", "true", undefined],
    ["Bool", "yes", "yes", undefined],
    ["BinaryEquals", "QQ==", "QQ==", true],
    ["BinaryEquals", "QQ==", "qq==", false],
    ["IpAddress", "203.0.113.0/24", "203.0.113.7", true],
    ["IpAddress", "203.0.113.0/24", "203.0.114.7", false],
    ["IpAddress", "x", "203.0.113.7", undefined],
    ["NotIpAddress", "203.0.113.0/24", "203.0.113.7", false],
    ["NotIpAddress", "203.0.113.0/24", "203.0.114.7", true],
    ["NotIpAddress", "x", "203.0.113.7", undefined],
    ["ArnEquals", "arn:aws:s3:::pets", "arn:aws:s3:::pets", true],
    ["ArnEquals", "arn:aws:s3:::pe*", "arn:aws:s3:::pets", true],
    ["ArnLike", "arn:aws:s3:::pe*", "arn:aws:s3:::toys", false],
    ["ArnLike", "arn:aws:s3:*:pets", "arn:aws:s3:::pets", undefined],
    ["ArnLike", "arn:aws:*:::pets", "arn:aws:s3:::pets", true],
    ["ArnLike", "arn:aws:s3:::pets", "pets", undefined],
    ["ArnNotEquals", "arn:aws:s3:::pe*", "arn:aws:s3:::pets", false],
    ["ArnNotEquals", "arn:aws:s3:::pe*", "arn:aws:s3:::toys", true],
    ["ArnNotLike", "arn:aws:s3:::pe*", "arn:aws:s3:::pets", false],
    ["ArnNotLike", "arn:aws:s3:::pe*", "arn:aws:s3:::toys", true],
    ["stringEquals", "a", "a", undefined],
    ["Odd", "a", "a", undefined],
    ["xStringEquals", "a", "a", undefined],
    ["StringEquals ", "a", "a", undefined],
    ["ForNoValue:StringEquals", "a", "a", undefined],
    ["xForAnyValue:StringEquals", "a", "a", undefined],
  ])("%s: wanted %j, found %j: %s", (operator, wanted, found, expected) => {
    expect(held(operator, wanted, found)).toBe(expected);
  });

  test.each(["NumericEquals", "DateEquals", "Bool", "IpAddress"])("%s fills in no variable", (operator) => {
    expect(held(operator, "${aws:key}", "1")).toBeUndefined();
    expect(held(operator, "${aws:none}", "1")).toBeUndefined();
  });

  test("a variable is literal text under the older version", () => {
    expect(held("StringEquals", "${aws:other}", "${aws:other}", "2008-10-17")).toBe(true);
    expect(held("StringEquals", "${aws:other}", "other", "2008-10-17")).toBe(false);
  });
});

describe("a condition with several values", () => {
  test.each<[string, readonly string[], Value, boolean | undefined]>([
    ["StringEquals", ["a", "b"], "b", true],
    ["StringEquals", ["a", "b"], "c", false],
    ["StringNotEquals", ["a", "b"], "b", false],
    ["StringNotEquals", ["a", "b"], "c", true],
    ["NumericEquals", ["x", "7"], "7", true],
    ["NumericEquals", ["x", "7"], "8", undefined],
    ["NumericNotEquals", ["x", "7"], "7", false],
    ["StringEquals", ["a"], ["a"], true],
    ["StringEquals", ["a"], ["a", "a"], undefined],
    ["StringEquals", [], "a", undefined],
    ["StringNotEquals", [], "a", undefined],
    ["ForAnyValue:StringEquals", ["a", "b"], ["x", "b"], true],
    ["ForAnyValue:StringEquals", ["a", "b"], ["x", "y"], false],
    ["ForAnyValue:NumericEquals", ["7"], ["x", "7"], true],
    ["ForAnyValue:NumericEquals", ["7"], ["x", "8"], undefined],
    ["ForAllValues:StringEquals", ["a", "b"], ["a", "b"], true],
    ["ForAllValues:StringEquals", ["a", "b"], ["a", "x"], false],
    ["ForAllValues:NumericEquals", ["7"], ["x", "7"], undefined],
    ["ForAllValues:StringEquals", ["a"], [""], true],
    ["ForAllValues:StringEquals", ["a"], ["", ""], true],
    ["ForAllValues:StringEquals", ["a"], ["", "a"], false],
    ["Null", ["true"], "", undefined],
    ["Null", ["false"], ["", ""], undefined],
    ["Null", ["false"], ["", "a"], true],
    ["ForAllValues:NumericEquals", ["7"], ["x", "8"], false],
    ["ForAllValues:StringEqualsIfExists", ["a"], ["x"], false],
  ])("%s: wanted any of %j, found %j: %s", (operator, wanted, found, expected) => {
    expect(held(operator, wanted, found)).toBe(expected);
  });
});

describe("a condition on a key that the request lacks", () => {
  test.each<[string, string, boolean | undefined]>([
    ["StringEquals", "a", false],
    ["StringNotEquals", "a", true],
    ["StringEqualsIfExists", "a", true],
    ["StringNotEqualsIfExists", "a", true],
    ["IpAddress", "::/0", false],
    ["NotIpAddress", "::/0", true],
    ["ForAllValues:StringEquals", "a", true],
    ["ForAnyValue:StringEquals", "a", false],
    ["ForAnyValue:StringNotEquals", "a", false],
    ["OddIfExists", "a", undefined],
    ["Null", "true", true],
    ["Null", "TRUE", true],
    ["Null", "false", false],
    ["Null", "yes", undefined],
    ["NullIfExists", "true", undefined],
    ["ForAnyValue:Null", "true", undefined],
  ])("%s %j: %s", (operator, wanted, expected) => {
    expect(held(operator, wanted, undefined)).toBe(expected);
    expect(held(operator, wanted, [])).toBe(expected);
  });

  test.each<[string, string, boolean | undefined]>([
    ["Null", "true", false],
    ["Null", "false", true],
    ["NullIfExists", "false", undefined],
  ])("and with the key, %s %j: %s", (operator, wanted, expected) => {
    expect(held(operator, wanted, "a")).toBe(expected);
  });

  test("is not known while the key may yet have a value", () => {
    const open = new Context([{ "aws:other": "a" }], true);
    for (const operator of ["StringEquals", "StringNotEquals", "StringEqualsIfExists", "Null"])
      expect(holds({ operator, key: "aws:key", values: ["true"] }, "2012-10-17", open)).toBeUndefined();
    expect(holds({ operator: "StringEquals", key: "AWS:Other", values: ["a"] }, "2012-10-17", open)).toBe(
      true,
    );
  });
});

describe("a condition with a value that is not known in full", () => {
  const partly = `Bob-${unknownText("a suffix")}`;

  test.each<[string, string, boolean | undefined]>([
    ["StringEquals", "bob-1", undefined],
    ["StringEquals", "eve-1", false],
    ["StringNotEquals", "bob-1", undefined],
    ["StringNotEquals", "eve-1", true],
    ["NumericEquals", "1", undefined],
  ])("%s asked of %s: %s", (operator, found, expected) => {
    expect(held(operator, partly, found)).toBe(expected);
    expect(held(operator, partly, found, "2008-10-17")).toBe(expected);
  });
});

test("one condition is held against each value, context and version of its own", () => {
  const condition = { operator: "StringEquals", key: "k", values: ["${aws:name}"] };
  const values = ["bob"];
  const asked = (name: string, version = "2012-10-17") =>
    holds(condition, version, new Context([{ k: values, "aws:name": name }]));
  expect([asked("bob"), asked("eve"), asked("bob", "2008-10-17"), asked("bob")]).toEqual([
    true,
    false,
    false,
    true,
  ]);
  const plain = { operator: "StringEquals", key: "k", values: ["bob"] };
  const held = (found: readonly string[], version: string) =>
    holds(plain, version, new Context([{ k: found }]));
  const eve = ["eve"];
  expect([values, eve, values, eve].map((found) => held(found, "2012-10-17"))).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect([values, eve].map((found) => held(found, "2008-10-17"))).toEqual([true, false]);
});
