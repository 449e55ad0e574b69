/** What callers send must not decide how long the gate is busy with it. */
import { duplicate, problem, unique } from "./problem";

jest.setTimeout(120_000);

/** Milliseconds: far more than a busy machine needs. What is quadratic takes half an hour. */
const LONGEST = 60_000;

/** Milliseconds that a check takes. */
function timed(schema: unknown, body: string): { readonly found: string | undefined; readonly ms: number } {
  const began = performance.now();
  return { found: problem(schema, body), ms: performance.now() - began };
}

const many = (item: (i: number) => unknown) =>
  JSON.stringify(Array.from({ length: 100_000 }, (_, i) => item(i)));

test.each([
  ["numbers", many((i) => i)],
  // V8 keeps such names, and such numbers in a Set, under hashes that callers can compute.
  ["numbers that collide", many((i) => i * 2 ** 20)],
  ["texts", many((i) => `${i}`)],
  ["objects", many((i) => ({ id: i, of: { some: "kind" } }))],
  ["lists", many((i) => [i])],
])("100,000 unique %s are checked in a moment", (_, body) => {
  const { found, ms } = timed(unique, body);
  expect(found).toBeUndefined();
  expect(ms).toBeLessThan(LONGEST);
});

const nested = (levels: number) => `${"[0,".repeat(levels)}1${"]".repeat(levels)}`;

test("lists within lists that all have to be of unique items are read once, not once for each level", () => {
  const schema = { uniqueItems: true, items: { $ref: "#" } };
  const lists = (last: number) =>
    `[${Array.from({ length: 1_000 }, (_, i) => `[${i % last},${nested(30)}]`)}]`;
  const { found, ms } = timed(schema, lists(1_000));
  expect(found).toBeUndefined();
  expect(ms).toBeLessThan(LONGEST);
  expect(problem(schema, lists(999))).toMatch(duplicate);
});

test.each([
  ["as deep as it may be", 999, undefined],
  ["deeper", 1_001, "it has more than 1000 levels"],
  ["as deep as a body of 4 MB can be", 1_000_000, "it has more than 1000 levels"],
])("a body is %s", (_, levels, expected) => {
  expect(problem({}, nested(levels))).toBe(expected);
  expect(problem({ items: { $ref: "#" } }, nested(levels))).toBe(expected);
});

const node = (op: string) => ({
  properties: { left: { $ref: "#" }, right: { $ref: "#" }, op: { enum: [op] } },
  required: ["left", "op"],
});
const tree = (levels: number) => `${'{"left":'.repeat(levels)}{}${',"op":"times"}'.repeat(levels)}`;

test.each(["anyOf", "oneOf"])(
  "alternatives that refer to themselves (%s) end, and small trees fit",
  (keyword) => {
    const schema = { [keyword]: [node("plus"), node("minus"), node("times"), { maxProperties: 0 }] };
    expect(problem(schema, tree(8))).toBeUndefined();
    const { found, ms } = timed(schema, tree(60));
    expect(found).toMatch(/takes too many steps/);
    expect(ms).toBeLessThan(LONGEST);
  },
);

test("a schema with references takes a large body", () => {
  const schema = {
    definitions: {
      pet: { required: ["name"], properties: { name: { $ref: "#/definitions/name" } } },
      name: { type: "string" },
    },
    items: { $ref: "#/definitions/pet" },
  };
  expect(
    timed(
      schema,
      many((i) => ({ name: `pet ${i}` })),
    ).found,
  ).toBeUndefined();
  expect(problem(schema, '[{"name":1}]')).toBe("data/0/name must be string");
});
