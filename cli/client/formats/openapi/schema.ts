/** Schemas of request bodies: the Terraform has JSON Schema draft 4, and OpenAPI 3.1 has draft 2020-12. */

type Schema = Readonly<Record<string, unknown>>;

/** Keywords whose values are schemas by name. */
const MAPS = new Set(["definitions", "dependencies", "patternProperties", "properties"]);
/** Keywords whose value is a schema, or a list of them. */
const SCHEMAS = new Set([
  "additionalItems",
  "additionalProperties",
  "allOf",
  "anyOf",
  "items",
  "not",
  "oneOf",
]);
/** Of a model as a whole, and without a meaning in a document. */
const DROPPED = new Set(["$schema", "id"]);

/**
 * @param name of the model, which references into itself are about
 * @returns the schema, and the names of the models that it refers to
 */
export function convertedSchema(
  name: string,
  schema: unknown,
): { readonly schema: unknown; readonly refersTo: ReadonlySet<string> } {
  const refersTo = new Set<string>();
  const convert = (value: unknown): unknown => {
    if (!isSchema(value)) return value;
    if (typeof value.$ref === "string") return { $ref: referenceOf(value.$ref, name, refersTo) };
    const entries = Object.entries(value).flatMap(([keyword, one]): (readonly [string, unknown])[] => {
      if (DROPPED.has(keyword) && typeof one === "string") return [];
      if (MAPS.has(keyword) && isSchema(one)) return [[keyword, mapped(one, convert)]];
      if (SCHEMAS.has(keyword)) return [[keyword, Array.isArray(one) ? one.map(convert) : convert(one)]];
      return [[keyword, one]];
    });
    return withItems(withExclusive(Object.fromEntries(entries)));
  };
  return { schema: convert(schema), refersTo };
}

function mapped(schemas: Schema, convert: (value: unknown) => unknown): Schema {
  return Object.fromEntries(Object.entries(schemas).map(([key, one]) => [key, convert(one)]));
}

/** Models refer to each other by the address of the API's models. */
function referenceOf(reference: string, name: string, refersTo: Set<string>): string {
  const [, model] = /\/models\/(\w+)$/.exec(reference) ?? [];
  if (model !== undefined) {
    refersTo.add(model);
    return `#/components/schemas/${model}`;
  }
  return reference.startsWith("#") ? `#/components/schemas/${name}${reference.slice(1)}` : reference;
}

/** In draft 4 these are flags beside the bound. */
function withExclusive(schema: Schema): Schema {
  const changed: Record<string, unknown> = { ...schema };
  for (const [bound, flag] of [
    ["minimum", "exclusiveMinimum"],
    ["maximum", "exclusiveMaximum"],
  ] as const) {
    if (typeof changed[flag] !== "boolean") continue;
    const isExclusive = changed[flag];
    delete changed[flag];
    if (isExclusive && changed[bound] !== undefined) {
      changed[flag] = changed[bound];
      delete changed[bound];
    }
  }
  return changed;
}

/** A list of schemas by position. */
function withItems({ additionalItems, items, ...schema }: Schema): Schema {
  if (!Array.isArray(items)) return items === undefined ? schema : { ...schema, items };
  return { ...schema, prefixItems: items, ...(additionalItems !== undefined && { items: additionalItems }) };
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
