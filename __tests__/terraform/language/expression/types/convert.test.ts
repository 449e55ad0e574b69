import {
  convert,
  isSet,
  parseType,
  Unresolved,
  type Value,
} from "../../../../../terraform/language/expression";

const unknown = new Unresolved("aws_kms_key.k.arn: known after apply", "aws_kms_key.k.arn");

/** [type, given, the value of a variable of that type] */
const converted: readonly (readonly [string, Value, Value])[] = [
  ["string", true, "true"],
  ["${string}", 1.5, "1.5"],
  ["string", 0.0000001, "0.0000001"],
  ["string", null, null],
  ["number", "1", 1],
  ["number", "1e3", 1000],
  ["bool", "true", true],
  ["bool", "0", false],
  ["any", { a: [1, "x"] }, { a: [1, "x"] }],
  ["${list(string)}", [1, true, "a"], ["1", "true", "a"]],
  ["list", [1, "a"], ["1", "a"]],
  ["${list(any)}", [1, "a"], ["1", "a"]],
  ["${list(any)}", [{ a: 1 }, { b: "x" }], [{ a: "1" }, { b: "x" }]],
  ["${list(any)}", [{ a: 1 }, { a: "x" }], [{ a: "1" }, { a: "x" }]],
  ["${list(map(any))}", [{ a: 1 }, { b: "x" }], [{ a: "1" }, { b: "x" }]],
  ["${set(string)}", ["b", "a", "b", "B"], ["B", "a", "b"]],
  ["${set(number)}", ["10", 9, 10], [9, 10]],
  ["${set(bool)}", [true, false], [false, true]],
  ["${set(string)}", ["\u{1f600}", "\uff01", "z"], ["z", "\uff01", "\u{1f600}"]],
  ["${map(string)}", { b: 1, a: false }, { b: "1", a: "false" }],
  ["${map(list(string))}", { a: [1] }, { a: ["1"] }],
  ["${tuple([string, number])}", [1, "2"], ["1", 2]],
  ["${object({a = string})}", { a: 1, extra: 2 }, { a: "1" }],
  ["${object({a = optional(string)})}", {}, { a: null }],
  ['${object({a = optional(string, "x")})}', {}, { a: "x" }],
  ['${object({a = optional(string, "x")})}', { a: null }, { a: "x" }],
  ['${object({a = optional(number, "7")})}', {}, { a: 7 }],
  ['${object({a = optional(object({b = optional(string, "deep")}), {})})}', {}, { a: { b: "deep" } }],
  [
    '${map(object({\n  lock = optional(string, "NONE")\n  verbs = set(string)\n}))}',
    { o: { verbs: ["b", "a"] } },
    { o: { lock: "NONE", verbs: ["a", "b"] } },
  ],
  ["string", unknown, unknown],
  ["${list(string)}", [unknown, 1], [unknown, "1"]],
  ["${object({a = string, b = number})}", { a: unknown, b: "2" }, { a: unknown, b: 2 }],
];

test.each(converted)("a variable of the type %s that is given %j", (type, given, expected) => {
  expect(convert(given, parseType(type))).toEqual(expected);
});

/** [type, given, why Terraform refuses it] */
const refused: readonly (readonly [string, Value, string])[] = [
  ["string", ["a"], "a list where string was expected"],
  ["number", "0x10", 'the text "0x10" where number was expected'],
  ["number", true, "true where number was expected"],
  ["bool", "True", 'the text "True" where bool was expected'],
  ["bool", 1, "1 where bool was expected"],
  ["${list(string)}", "a", 'the text "a" where list(string) was expected'],
  ["${list(any)}", [1, true], "elements without a type in common where list(any) was expected"],
  ["${map(string)}", ["a"], "a list where map(string) was expected"],
  ["${tuple([string])}", ["a", "b"], "a list where tuple([string]) was expected"],
  ["${object({a = string})}", {}, "the attribute a is required, of object({ a = string })"],
  ["strin", "a", "strin is no type"],
  ["${object({a = optional(string, var.x)})}", {}, "a default refers to var"],
];

test.each(refused)("a variable of the type %s refuses %j", (type, given, message) => {
  expect(() => convert(given, parseType(type))).toThrow(
    expect.objectContaining({ code: "EXPRESSION_MALFORMED", message }),
  );
});

describe("a set", () => {
  const ofObjects = parseType("${set(object({ name = string, arn = string }))}");

  test("is told from a list", () => {
    expect(isSet(convert(["a"], parseType("${set(string)}")))).toBe(true);
    expect(isSet(convert(["a"], parseType("${list(string)}")))).toBe(false);
  });

  test("keeps elements whose known parts differ", () => {
    const elements = [
      { name: "a", arn: unknown },
      { name: "b", arn: unknown },
    ];
    expect(convert(elements, ofObjects)).toEqual(elements);
  });

  test("is unknown where an unknown part decides whether two elements are one", () => {
    const elements = [
      { name: "a", arn: unknown },
      { name: "a", arn: "arn:aws:x" },
    ];
    expect(convert(elements, ofObjects)).toMatchObject({ unknown: unknown.unknown, is: undefined });
  });
});

test("a number of more digits than are kept makes an unknown text", () => {
  expect(convert(1 / 3, "string")).toBeInstanceOf(Unresolved);
  expect(convert(2 ** 60, "string")).toBeInstanceOf(Unresolved);
});
