import { TerraformError } from "../../error";
import { valueText } from "../../language/expression";
import type { ApiMethod, GatewayResponse, RestApi, RestAuthorizer } from "../../model";
import type { Fields } from "../fields";
import { bodyGatewayResponses } from "../gateway-responses";
import { bodyIntegration } from "../integrations";
import type { Resources } from "../resources";
import { basePathOf } from "./base-path";
import { bodyOf, type Document, isObject, section } from "./document";
import { endpointOf } from "./endpoint";
import { pathsProblem } from "./paths";
import { refuseValidators } from "./request-validators";
import { accessOf, lockText, schemesOf } from "./security";

/** The parts of an API's OpenAPI body that have an influence on access. */
export interface Body {
  readonly methods: readonly ApiMethod[];
  readonly authorizers: readonly RestAuthorizer[];
  /** `x-amazon-apigateway-policy` as it is written. */
  readonly policy?: unknown;
  readonly apiKeySource?: RestApi["apiKeySource"];
  readonly binaryMediaTypes?: readonly string[];
  readonly private?: boolean;
  readonly isEndpointDisabled?: boolean;
  readonly gatewayResponses: readonly GatewayResponse[];
  /** The reason why its routes are unknown. */
  readonly unknown?: string;
}

const NONE: Body = { methods: [], authorizers: [], gatewayResponses: [] };
const VERBS = ["get", "put", "post", "delete", "options", "head", "patch"];
const ANY = "x-amazon-apigateway-any-method";

/**
 * Reads the OpenAPI body of aws_api_gateway_rest_api, with the extensions of API Gateway that declare locks.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export function readBody(api: Fields, resources: Resources): Body {
  const document = bodyOf(api, resources.reading);
  if (!document) return NONE;
  if (typeof document.unknown === "string") {
    resources.notice(api.address, `the routes of its body are not known: ${document.unknown}`, {
      says: saysOf(api),
      hides: true,
    });
    return { ...NONE, unknown: document.unknown };
  }
  refuseValidators(document as Document, api);
  const schemes = schemesOf(document as Document, api);
  const routes = methodsOf(document as Document, api, schemes);
  checkMode(api, routes.methods, resources);
  if (routes.unknown !== undefined)
    resources.notice(api.address, `some routes of its body are not known: ${routes.unknown}`, {
      says: saysOf(api),
      hides: true,
    });
  return {
    ...routes,
    authorizers: [...schemes.values()].flatMap((scheme) =>
      scheme.kind === "authorizer" ? [scheme.authorizer] : [],
    ),
    gatewayResponses: bodyGatewayResponses(
      section(document as Document, "x-amazon-apigateway-gateway-responses"),
      api,
    ),
    ...settings(document as Document),
  };
}

/** What decides about the routes of a body: its text, and how its base path is taken. */
function saysOf(api: Fields): Readonly<Record<string, string>> {
  const parameters = api.raw("parameters");
  return {
    body: valueText(api.raw("body")),
    parameters: valueText(parameters ?? null),
  };
}

/** With `merge`, a route that the body loses stays in the API: which ones it has had is not known. */
function checkMode(api: Fields, methods: readonly ApiMethod[], resources: Resources): void {
  const mode = api.raw("put_rest_api_mode") ?? "overwrite";
  if (mode === "overwrite" || mode === "") return;
  const routes = methods.map(({ path, verb }) => `${verb} ${path}`).sort();
  resources.notice(
    api.address,
    "put_rest_api_mode is not overwrite: what its body has lost may still be in the API",
    { says: { put_rest_api_mode: `${valueText(mode)} ${routes.join(", ")}` }, hides: true },
  );
}

function settings(document: Document): Partial<Body> {
  const source = String(document["x-amazon-apigateway-api-key-source"] ?? "").toUpperCase();
  const types = document["x-amazon-apigateway-binary-media-types"];
  const policy = document["x-amazon-apigateway-policy"];
  const { isDisabled, isPrivate } = endpointOf(document);
  return {
    ...(policy !== undefined && { policy }),
    ...((source === "HEADER" || source === "AUTHORIZER") && { apiKeySource: source }),
    ...(Array.isArray(types) && { binaryMediaTypes: types.map(String) }),
    ...(isPrivate && { private: true }),
    ...(isDisabled && { isEndpointDisabled: true }),
  };
}

interface Methods {
  readonly methods: readonly ApiMethod[];
  /** Why there may be others. */
  readonly unknown?: string;
}

/** @throws TerraformError `DOCUMENT_MALFORMED`, of a strict reader; others leave out what is malformed */
function methodsOf(document: Document, api: Fields, schemes: ReturnType<typeof schemesOf>): Methods {
  const prefix = basePathOf(document, api);
  const items = Object.entries(section(document, "paths")).filter(([path]) => !path.startsWith("x-"));
  const problems: string[] = [];
  const refuse = (what: string): ApiMethod[] => {
    if (api.strict) throw malformed(api, what);
    problems.push(what);
    return [];
  };
  const problem = pathsProblem(items.map(([path]) => joined(prefix, path)));
  if (problem !== undefined) refuse(problem);
  const methods = items.flatMap(([path, item]) => {
    const full = joined(prefix, path);
    if (!isObject(item)) return refuse(`the path ${path} is not an object`);
    if ("$ref" in item) return refuse(`the path ${path} is elsewhere, by a $ref`);
    return Object.entries(item).flatMap(([key, operation]) => {
      const verb = key === ANY ? "ANY" : VERBS.includes(key) ? key.toUpperCase() : undefined;
      if (verb === undefined) return [];
      if (!isObject(operation)) return refuse(`${key} of the path ${path} is not an object`);
      const address = `${api.address} (${verb} ${full})`;
      const access = accessOf(operation, document, schemes);
      return [
        {
          address,
          path: full,
          resourceId: `(${api.address}.body ${full})`,
          verb,
          ...access,
          ...(access.unknown !== undefined && { said: lockText(operation, document) }),
          integration: bodyIntegration(address, operation["x-amazon-apigateway-integration"], api.strict),
        },
      ];
    });
  });
  return { methods, ...(problems.length > 0 && { unknown: `body: ${problems.join("; ")}` }) };
}

function joined(prefix: string, path: string): string {
  const segments = `${prefix}/${path}`.split("/").filter((segment) => segment !== "");
  return `/${segments.join("/")}`;
}

function malformed({ address }: Fields, what: string): TerraformError {
  return new TerraformError("DOCUMENT_MALFORMED", `body: ${what}`, address, "body");
}
