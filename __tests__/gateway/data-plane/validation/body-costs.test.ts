/** What callers send must not decide how long the gate is busy with it, nor what is equal. */
import { compileSchemas } from "../../../../gateway/data-plane/validation/json-schema";

jest.setTimeout(120_000);

const URI = "https://apigateway.amazonaws.com/restapis/a1/models/Body";

/** Milliseconds: far more than a busy machine needs. What is quadratic takes half an hour. */
const LONGEST = 60_000;

function problem(schema: unknown, body: string): string | undefined {
  return compileSchemas(new Map([[URI, schema]]))(URI, JSON.parse(body));
}

/** Milliseconds that a check takes. */
function timed(schema: unknown, body: string): { readonly found: string | undefined; readonly ms: number } {
  const began = performance.now();
  return { found: problem(schema, body), ms: performance.now() - began };
}

const unique = { type: "array", uniqueItems: true };
const duplicate = /must NOT have duplicate items/;

test.each([
  ["one text twice", '["a","b","a"]'],
  ["numbers in two spellings", "[1, 1.0]"],
  ["numbers in more spellings", "[100, 1e2]"],
  ["nothing and minus nothing", "[0, -0]"],
  ["true twice", "[true, false, true]"],
  ["null twice", "[null, null]"],
  ["more than a number may be, twice", "[1e400, 1e999]"],
  ["members in another order", '[{"a":1,"b":[2]},{"b":[2],"a":1}]'],
  ["members in another order, within", '[{"x":{"a":1,"b":2}},{"x":{"b":2,"a":1}}]'],
  ["empty objects", "[{},{}]"],
  ["empty lists", "[[],[]]"],
  ["names of the prototype", '[{"__proto__":1},{"__proto__":1}]'],
  ["texts that are names of the prototype", '["__proto__","__proto__"]'],
  ["members that look like methods", '[{"constructor":[1],"valueOf":2},{"valueOf":2,"constructor":[1]}]'],
  ["an escape and what it stands for", '["\\u0061","a"]'],
])("a list that has to be of unique items has the same one twice: %s", (_, body) => {
  expect(problem(unique, body)).toMatch(duplicate);
});

test.each([
  ["a number and its text", '[1,"1"]'],
  ["true and its text", '[true,"true",1]'],
  ["null and its text", '[null,"null",0,false,""]'],
  ["infinity and null", '[1e400,null,"Infinity",-1e400]'],
  ["lists in another order", "[[1,2],[2,1]]"],
  ["lists and texts that look alike", '[[1],"[1]",["1"],[[1]],"#0","=1","[\\"=1\\""]'],
  ["objects and lists", '[{},[],"{}","[]"]'],
  ["an object with more", '[{"a":1},{"a":1,"b":null}]'],
  ["names and values that look alike", '[{"a":"b\\",\\"c\\":\\"d"},{"a":"b","c":"d"}]'],
  ["a member of another type", '[{"a":1},{"a":"1"},{"a":[1]}]'],
  ["an object and its number", '[{"a":[]},"#0",{"a":"#0"}]'],
  ["one half of a pair of surrogates", '["\\ud800","\\udc00","\\\\ud800"]'],
  ["one item", "[1]"],
  ["none", "[]"],
])("a list that has to be of unique items has: %s", (_, body) => {
  expect(problem(unique, body)).toBeUndefined();
});

test("the places of both are named, and where it is not asked for nothing is compared", () => {
  expect(problem(unique, "[0,7,1,7]")).toBe(
    "data must NOT have duplicate items (items ## 1 and 3 are identical)",
  );
  expect(problem({ uniqueItems: false }, "[7,7]")).toBeUndefined();
  expect(problem(unique, '"77"')).toBe("data must be array");
  expect(problem({ ...unique, items: { type: ["integer", "string"] } }, '[1,"1"]')).toBeUndefined();
});

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
