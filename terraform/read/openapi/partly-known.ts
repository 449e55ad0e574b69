import { isList, isRecord, Unresolved, type Value } from "../../language/expression";

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

/**
 * The argument of the jsonencode() or yamlencode() that made a document, with stand-ins for its unknown parts; or the
 * reason, where an unknown part could have an influence on access. Undefined for a text that was made in another way.
 */
export function partlyKnown({
  encoded,
}: Unresolved): Readonly<Record<string, unknown>> | { readonly unknown: string } | undefined {
  if (encoded === undefined || !isRecord(encoded)) return undefined;
  const deciding = decidingIn(encoded, []);
  return deciding ? { unknown: deciding.unknown } : (filled(encoded) as Readonly<Record<string, unknown>>);
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
