import { safeParse } from "valibot";
import { accountFields } from "../../functions/account/account";
import { newKey } from "../../functions/api-keys/api-keys";
import { newPet } from "../../functions/pets/pets";
import { newProduct } from "../../functions/products/products";
import { environmentNamed } from "../../stacks/environment-named";
import { keyRequestShapes, requestShapes } from "../../stacks/request-shapes";
import { all } from "../constructs/terraform";
import { terraformOf } from "./synthesized";

const pairs = [
  ["POST /pets", requestShapes["POST /pets"], newPet],
  ["POST /partner/pets", requestShapes["POST /partner/pets"], newPet],
  ["POST /products", requestShapes["POST /products"], newProduct],
  ["POST /account", requestShapes["POST /account"], accountFields],
  ["POST /keys", keyRequestShapes["POST /keys"], newKey],
] as const;

// biome-ignore lint/suspicious/noExplicitAny: JSON Schema is looked at, not typed
const properties = (shape: (typeof pairs)[number][1]) => shape.body?.properties as Record<string, any>;

test.each(pairs)("%s: API Gateway and the function know the same fields", (_, shape, schema) => {
  expect(Object.keys(properties(shape)).sort()).toEqual(Object.keys(schema.entries).sort());
  expect(shape.body?.additionalProperties).toBe(false);
});

test.each(pairs)(
  "%s: what is the most there is taken by the function, and one more is not",
  (_, shape, schema) => {
    const most = Object.fromEntries(
      Object.entries(properties(shape)).map(([name, { maxLength, maximum }]) => [
        name,
        maxLength ? "x".repeat(maxLength) : maximum,
      ]),
    );
    expect(safeParse(schema, most).success).toBe(true);
    for (const [name, value] of Object.entries(most)) {
      const more = typeof value === "string" ? `${value}x` : value + 1;
      expect([name, safeParse(schema, { ...most, [name]: more }).success]).toEqual([name, false]);
    }
  },
);

test.each(pairs)("%s: what is required is so in both", (_, shape, schema) => {
  const required = (shape.body?.required ?? []) as string[];
  const least = Object.fromEntries(required.map((name) => [name, "x"]));
  expect(safeParse(schema, least).success).toBe(true);
  for (const name of required) expect(safeParse(schema, { ...least, [name]: undefined }).success).toBe(false);
});

test("in production, each of them has a model", () => {
  const { routes } = terraformOf(environmentNamed("prod"));
  expect(all(routes as never, "aws_api_gateway_model")).toHaveLength(pairs.length);
});
