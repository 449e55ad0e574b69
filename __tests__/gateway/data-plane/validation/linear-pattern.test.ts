import fc from "fast-check";
import { compileSchemas } from "../../../../gateway/data-plane/validation/json-schema";
import { linearPattern, patternsIn } from "../../../../gateway/data-plane/validation/linear-pattern";

const PATTERNS = [
  "^[a-z]+$",
  "a.c",
  "^.$",
  "\\s",
  "^\\S+$",
  "[\\s,]",
  "[^\\s]",
  "\\u0041|\\u{1F600}|\\ud83d\\ude00",
  "[\\ud83d\\ude00]",
  "[^]b",
  "[]",
  "[[a]",
  "[a&&b]",
  "[\\b]",
  "\\bword\\b",
  "\\cJ",
  "\\0",
  "\\x41",
  "a\\/b",
  "[a\\-z]",
  "[a\\]b]",
  "^(\\d{3}-){2}\\d{4}$",
  "(?<year>\\d{4})",
  "(?:a|b)+?c",
  "\\p{Lu}",
  "\\P{L}",
  "\\p{Script=Greek}",
  "^$",
  "a$",
  "\\\\d",
];
const CHARS = [
  ..."abcdzAZ09 .,-_/\\[]&^$wor\t\n\r\v\f\b\0",
  "\u00a0",
  "\u0085",
  "\u2028",
  "\u1680",
  "\ufeff",
  "😀",
  "Ω",
  "é",
];

test.each(PATTERNS)("%s matches what ECMAScript says", (source) => {
  const pattern = linearPattern(source);
  const native = new RegExp(source, "u");
  expect(pattern.unevaluated).toBeUndefined();
  const text = fc.array(fc.constantFrom(...CHARS), { maxLength: 8 }).map((chars) => chars.join(""));
  fc.assert(
    fc.property(text, (value) => pattern.test(value) === native.test(value)),
    { numRuns: 300 },
  );
});

test.each([
  ["^(?=.*\\d).{8,}$", "look-around"],
  ["(?<!a)b", "look-around"],
  ["(a)\\1", "a back reference"],
  ["(?<n>a)\\k<n>", "a back reference"],
  ["[^\\S]", "\\S within a class"],
  ["a{5000}", "invalid repeat count: `{5000}`"],
])("%s is not evaluated: RE2 has nothing for it", (source, reason) => {
  expect(linearPattern(source).unevaluated).toBe(reason);
  expect(() => linearPattern(source).test("a")).toThrow(reason);
});

test("what is no pattern is refused when it is compiled", () => {
  expect(() => linearPattern("(")).toThrow(SyntaxError);
});

const URI = "https://apigateway.amazonaws.com/restapis/a1/models/Body";

function problem(schema: unknown, value: unknown): string | undefined {
  return compileSchemas(new Map([[URI, schema]]))(URI, value);
}

test("a body cannot make a pattern take long", () => {
  const started = performance.now();
  const schema = { type: "string", pattern: "^([a-zA-Z0-9]+[-_.]?)*$" };
  expect(problem(schema, `${"a".repeat(50_000)}!`)).toMatch(/must match pattern/);
  expect(problem(schema, "a-b")).toBeUndefined();
  expect(
    problem({ patternProperties: { "^(a+)+$": { type: "null" } } }, { [`${"a".repeat(50_000)}b`]: 1 }),
  ).toBeUndefined();
  expect(performance.now() - started).toBeLessThan(4_000);
});

test.each([
  ["as it is", { pattern: "(?=a)a" }],
  ["negated", { not: { pattern: "(?=a)a" } }],
  ["as one way of several", { anyOf: [{ pattern: "(?=a)a" }, { type: "string" }] }],
])("a body that comes to a pattern that is not evaluated does not fit: %s", (_, schema) => {
  expect(problem(schema, "b")).toBe("the pattern (?=a)a is not evaluated here: look-around");
});

test("patterns are found at any depth", () => {
  const schema = {
    properties: { pattern: { type: "string", pattern: "a" }, list: { items: [{ pattern: "b" }] } },
    patternProperties: { c: { pattern: "d" } },
  };
  expect(patternsIn(schema).sort()).toEqual(["a", "b", "c", "d"]);
});
