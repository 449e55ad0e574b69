import { holds } from "../../../../terraform/access/iam/conditions";
import { Context } from "../../../../terraform/access/iam/context";
import { unknownText } from "../../../../terraform/access/iam/variables";
import { held, type Value } from "./held";

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
    ["ForAnyValue:Null", "false", undefined],
    ["ForAllValues:Null", "false", undefined],
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
  const condition = { operator: "StringEquals", key: "k", values: ["nobody", "${aws:name}"] };
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
