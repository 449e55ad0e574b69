import { compileSchemas } from "../../../../gateway/data-plane/validation/json-schema";

const URI = "https://apigateway.amazonaws.com/restapis/a1/models/";

function problem(schema: unknown, value: unknown, more: Readonly<Record<string, unknown>> = {}) {
  const schemas = { Body: schema, ...more };
  const compiled = compileSchemas(new Map(Object.entries(schemas).map(([name, of]) => [URI + name, of])));
  return compiled(`${URI}Body`, value);
}

const pet = {
  $schema: "http://json-schema.org/draft-04/schema#",
  type: "object",
  required: ["name"],
  properties: {
    name: { type: "string", minLength: 1 },
    price: { type: "number", minimum: 0, exclusiveMinimum: true },
  },
  additionalProperties: false,
};

test.each([
  ["as asked for", { name: "Rex", price: 1 }, undefined],
  ["a field missing", {}, "data must have required property 'name'"],
  ["a field too many", { name: "Rex", owner: "bob" }, "data must NOT have additional properties"],
  ["a text too short", { name: "" }, "data/name must NOT have fewer than 1 characters"],
  ["draft 4's own exclusiveMinimum", { name: "Rex", price: 0 }, "data/price must be > 0"],
  ["no object", [], "data must be object"],
  ["nothing", null, "data must be object"],
  [
    "a field by the name of a prototype",
    JSON.parse('{"name":"Rex","__proto__":1}'),
    "data must NOT have additional properties",
  ],
])("a body: %s", (_, value, expected) => {
  expect(problem(pet, value)).toBe(expected);
});

test("a model is referred to by API Gateway's own URI", () => {
  const list = { type: "array", items: { $ref: `${URI}Pet` } };
  expect(problem(list, [{ name: "Rex" }], { Pet: pet })).toBeUndefined();
  expect(problem(list, [{}], { Pet: pet })).toBe("data/0 must have required property 'name'");
});

test("oneOf takes exactly one", () => {
  const either = { oneOf: [{ required: ["a"] }, { required: ["b"] }] };
  expect(problem(either, { a: 1 })).toBeUndefined();
  expect(problem(either, { a: 1, b: 1 })).toMatch(/must match exactly one schema in oneOf/);
});

test("formats are not checked", () => {
  expect(problem({ type: "string", format: "email" }, "nobody")).toBeUndefined();
});

test.each([
  ["a type that there is not", { type: "wish" }],
  ["a later draft", { $schema: "http://json-schema.org/draft-07/schema#" }],
  ["a reference to nothing", { $ref: `${URI}Nothing` }],
  ["a pattern that is none", { type: "string", pattern: "(" }],
])("%s is refused when it is compiled", (_, schema) => {
  expect(() => problem(schema, {})).toThrow();
});
