import { compileSchemas } from "../../../../gateway/data-plane/validation/json-schema";

const URI = "https://apigateway.amazonaws.com/restapis/a1/models/Body";

/** What is wrong with a body under a schema. */
export function problem(schema: unknown, body: string): string | undefined {
  return compileSchemas(new Map([[URI, schema]]))(URI, JSON.parse(body));
}

export const unique = { type: "array", uniqueItems: true };
export const duplicate = /must NOT have duplicate items/;
