import { isList, isRecord, Unresolved, type Value, type ValueRecord } from "../../language/expression";

/**
 * Places of an OpenAPI document that have no influence on access, or of which the reader handles unknown texts. `*` is
 * any key. A place includes all that is below it.
 */
const SILENT = [
  "info",
  "servers",
  "tags",
  "host",
  "externalDocs",
  "definitions",
  "x-amazon-apigateway-gateway-responses",
  "x-amazon-apigateway-cors",
  "components.schemas",
  "components.x-amazon-apigateway-integrations",
  "components.responses",
  "components.parameters",
  "paths.*.*.x-amazon-apigateway-integration",
  "paths.*.*.responses",
  "paths.*.*.parameters",
  "paths.*.*.requestBody",
  "paths.*.*.summary",
  "paths.*.*.description",
  "paths.*.*.operationId",
  "paths.*.*.tags",
  "components.securitySchemes.*.x-amazon-apigateway-authorizer.authorizerUri",
  "components.securitySchemes.*.x-amazon-apigateway-authorizer.authorizerCredentials",
  "components.securitySchemes.*.x-amazon-apigateway-authorizer.providerARNs.*",
  "components.securitySchemes.*.x-amazon-apigateway-authorizer.jwtConfiguration.issuer",
  "components.securitySchemes.*.x-amazon-apigateway-authorizer.jwtConfiguration.audience.*",
  "securityDefinitions.*.x-amazon-apigateway-authorizer.authorizerUri",
  "securityDefinitions.*.x-amazon-apigateway-authorizer.authorizerCredentials",
  "securityDefinitions.*.x-amazon-apigateway-authorizer.providerARNs.*",
].map((place) => place.split("."));

/** Stands in an operation of which it is not known what it says, with the reason. */
const UNKNOWN = Symbol("unknown");

/** Why it is not known what an operation of a partly known document says; undefined where it is known. */
export function unknownIn(operation: { readonly [UNKNOWN]?: unknown }): string | undefined {
  const why = operation[UNKNOWN];
  return typeof why === "string" ? why : undefined;
}

/**
 * The argument of the jsonencode() or yamlencode() that made a document, with stand-ins for its unknown parts; or the
 * reason, where an unknown part could have an influence on access. An unknown part of an operation has one on that
 * operation alone. Undefined for a text that was made in another way.
 */
export function partlyKnown({
  encoded,
}: Unresolved): Readonly<Record<string, unknown>> | { readonly unknown: string } | undefined {
  if (encoded === undefined || !isRecord(encoded)) return undefined;
  const { paths, ...others } = encoded;
  const deciding =
    decidingIn(others, []) ?? (isRecord(paths) ? undefined : decidingIn(paths ?? null, ["paths"]));
  if (deciding) return { unknown: deciding.unknown };
  if (!isRecord(paths)) return filled(encoded) as Readonly<Record<string, unknown>>;
  const items: Record<string, unknown> = {};
  for (const [path, item] of Object.entries(paths)) {
    if (!isRecord(item)) {
      const unknown = decidingIn(item, ["paths", path]);
      if (unknown) return { unknown: unknown.unknown };
    }
    items[path] = isRecord(item) ? operationsOf(item, path) : filled(item);
  }
  return { ...(filled(others) as Readonly<Record<string, unknown>>), paths: items };
}

function operationsOf(item: ValueRecord, path: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(item).map(([name, operation]) => {
      const deciding = decidingIn(operation, ["paths", path, name]);
      return [name, deciding ? { [UNKNOWN]: deciding.unknown } : filled(operation)];
    }),
  );
}

function decidingIn(value: Value, place: readonly string[]): Unresolved | undefined {
  if (value instanceof Unresolved) return isSilent(place) ? undefined : value;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const found = decidingIn(item as Value, [...place, key]);
    if (found) return found;
  }
  return undefined;
}

function filled(value: Value): unknown {
  if (value instanceof Unresolved) return `(${value.is ?? value.unknown})`;
  if (isList(value)) return value.map(filled);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item)]));
}

function isSilent(place: readonly string[]): boolean {
  return SILENT.some((names) =>
    names.every((name, index) => place[index] !== undefined && (name === "*" || name === place[index])),
  );
}
