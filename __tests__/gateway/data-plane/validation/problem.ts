import { compileSchemas } from "../../../../gateway/data-plane/validation/json-schema";

const URI = "https://apigateway.amazonaws.com/restapis/a1/models/Body";

const compiled = new Map<unknown, ReturnType<typeof compileSchemas>>();

/** What is wrong with a body under a schema, which is compiled once. */
export function problem(schema: unknown, body: string): string | undefined {
  const validate = compiled.get(schema) ?? compileSchemas(new Map([[URI, schema]]));
  compiled.set(schema, validate);
  return validate(URI, JSON.parse(body));
}

export const unique = { type: "array", uniqueItems: true };
export const duplicate = /must NOT have duplicate items/;
