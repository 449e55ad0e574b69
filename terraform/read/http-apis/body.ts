import { TerraformError } from "../../error";
import { valueText } from "../../language/expression";
import type { HttpAuthorizer, HttpRoute } from "../../model";
import type { Fields } from "../fields";
import { unknownIntegration } from "../integrations";
import { bodyOf, type Document, isObject, section } from "../openapi/document";
import { endpointOf } from "../openapi/endpoint";
import { lockText } from "../openapi/security";
import type { Resources } from "../resources";
import { sentCall } from "../sent-call";
import { type BackendCall, backendOf, servedAs } from "./integrations";
import { routeKeyOf } from "./route-key";
import { accessOf, schemesOf } from "./security";

/** The parts of an HTTP API's OpenAPI body that have an influence on access. */
export interface HttpBody {
  readonly routes: readonly HttpRoute[];
  readonly authorizers: readonly HttpAuthorizer[];
  /** The reason why its routes are unknown. */
  readonly unknown?: string;
  readonly isEndpointDisabled?: boolean;
}

export const NO_BODY: HttpBody = { routes: [], authorizers: [] };

const VERBS = ["get", "put", "post", "delete", "options", "head", "patch"];
const ANY = "x-amazon-apigateway-any-method";

/**
 * Reads the OpenAPI body of aws_apigatewayv2_api, with the extensions of API Gateway that declare locks.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 */
export function readBody(api: Fields, resources: Resources): HttpBody {
  try {
    const document = bodyOf(api, resources.reading);
    if (!document) return NO_BODY;
    if (typeof document.unknown === "string") return unknownBody(document.unknown, api, resources);
    const schemes = schemesOf(document as Document, api, resources);
    return {
      routes: routesOf(document as Document, api, schemes),
      authorizers: [...schemes.values()].flatMap((scheme) =>
        scheme.kind === "authorizer" ? [scheme.authorizer] : [],
      ),
      isEndpointDisabled: endpointOf(document as Document).isDisabled,
    };
  } catch (error) {
    if (!(error instanceof TerraformError) || resources.reading.strict) throw error;
    return unknownBody(error.message, api, resources);
  }
}

function unknownBody(unknown: string, api: Fields, resources: Resources): HttpBody {
  resources.warn(api.address, `the routes of its body are not known: ${unknown}`, {
    says: { body: valueText(api.raw("body")) },
    hides: true,
  });
  return { ...NO_BODY, unknown };
}

function routesOf(document: Document, api: Fields, schemes: ReturnType<typeof schemesOf>): HttpRoute[] {
  return Object.entries(section(document, "paths")).flatMap(([path, item]) => {
    if (path.startsWith("x-")) return [];
    const of = isObject(item) && !("$ref" in item) ? item : { [ANY]: undefined };
    return Object.entries(of).flatMap(([name, operation]) => {
      const verb = name === ANY ? "ANY" : VERBS.includes(name) ? name.toUpperCase() : undefined;
      return verb === undefined ? [] : [routeOf({ verb, path, operation }, { document, api, schemes })];
    });
  });
}

function routeOf(
  { operation, path, verb }: { verb: string; path: string; operation: unknown },
  { api, document, schemes }: { document: Document; api: Fields; schemes: ReturnType<typeof schemesOf> },
): HttpRoute {
  const key = path === "/$default" || path === "$default" ? "$default" : `${verb} ${path}`;
  const address = `${api.address} (${key})`;
  const named = routeKeyOf(key);
  const found = isObject(operation) ? operation : undefined;
  const { unknown, ...access } = accessOf(found, document, schemes);
  const unsure = unknown ?? named.problem ?? api.uncertain;
  return {
    address,
    key,
    verb: named.verb,
    path: named.path,
    ...access,
    ...(unsure !== undefined && { unknown: unsure }),
    ...(unsure !== undefined && found && { said: lockText(found, document) }),
    integration: integrationOf(address, document, found ?? {}, api.strict),
  };
}

/** `x-amazon-apigateway-integration`, or the one of the document's that it refers to. */
function integrationOf(
  address: string,
  document: Document,
  operation: Document,
  strict: boolean,
): HttpRoute["integration"] {
  const own = section(operation, "x-amazon-apigateway-integration");
  const name = /^#\/components\/x-amazon-apigateway-integrations\/(.+)$/.exec(String(own.$ref ?? ""))?.[1];
  const extension =
    name === undefined ? own : section(document, "components", "x-amazon-apigateway-integrations", name);
  const { timeoutInMillis, type, uri } = extension;
  if (typeof type !== "string") return unknownIntegration(address);
  const timeoutMs = typeof timeoutInMillis === "number" ? timeoutInMillis : undefined;
  const backend = backendOf(
    address,
    type.toUpperCase(),
    typeof uri === "string" ? uri : undefined,
    timeoutMs,
  );
  if (strict) return servedAs(backend, callOf(extension));
  const told = { credentials_arn: extension.credentials, request_parameters: extension.requestParameters };
  if (backend.type === "AWS_PROXY") return { ...backend, told };
  const { connectionId, credentials, httpMethod, integrationSubtype, requestParameters } = extension;
  const sent = sentCall({
    role: credentials,
    connection: connectionId,
    verb: httpMethod,
    parameters: requestParameters,
  });
  const service =
    typeof integrationSubtype === "string" ? { type: "AWS" as const, uri: integrationSubtype } : {};
  return { ...backend, ...service, ...sent, told };
}

function callOf(extension: Document): BackendCall {
  const { connectionType, httpMethod, payloadFormatVersion, responseParameters } = extension;
  const text = (value: unknown) => (value === undefined ? undefined : String(value));
  return {
    credentials: extension.credentials,
    payloadVersion: text(payloadFormatVersion),
    connection: text(connectionType),
    verb: text(httpMethod),
    requestParameters: Object.fromEntries(
      Object.entries(section(extension, "requestParameters")).map(([name, value]) => [name, String(value)]),
    ),
    mapsResponses: responseParameters !== undefined,
  };
}
