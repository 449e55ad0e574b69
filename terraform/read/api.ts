import { valueText } from "../language/expression";
import type { ApiMethod, AttachedPolicy, RestApi } from "../model";
import { readAuthorizers } from "./authorizers";
import { readEndpoint } from "./endpoint";
import type { Fields } from "./fields";
import { readGatewayResponses } from "./gateway-responses";
import { readMethods } from "./methods";
import { readBody } from "./openapi/body";
import { readBodyModels } from "./request-checks";
import { resourcePolicyOf } from "./resource-policy";
import type { Resources } from "./resources";
import { sharedResponsesOf } from "./response-cache";
import { readStages } from "./stages";
import { isEndpointDisabled, withTrustStores } from "./trust-stores";

const PARTS = [
  "resource",
  "method",
  "integration",
  "authorizer",
  "deployment",
  "stage",
  "rest_api_policy",
  "rest_api_put",
];
/** Types that only the gate reads. */
const SERVED = [
  "gateway_response",
  "integration_response",
  "method_response",
  "method_settings",
  "model",
  "request_validator",
];

/** The REST APIs with their methods, authorizers, stages and policies. */
export function readApis(resources: Resources): readonly RestApi[] {
  const apis = resources.ofType("aws_api_gateway_rest_api");
  const ids = apis.map((api) => api.link("id"));
  for (const part of resources.reading.strict ? [...PARTS, ...SERVED] : PARTS)
    resources.requireParent(typeOf(part), "rest_api_id", ids, "REST API");
  return [...apis.map((api) => readApi(api, resources)), ...readElsewhere(ids, resources)];
}

function typeOf(part: string): string {
  return `aws_api_gateway_${part}`;
}

function readApi(api: Fields, resources: Resources): RestApi {
  const id = api.link("id");
  const body = readBody(api, resources);
  const authorizers = [...readAuthorizers(id, resources), ...body.authorizers];
  const models = readBodyModels(id, resources);
  const own = readMethods({ id, rootId: api.link("root_resource_id"), authorizers, models }, resources);
  const methods = together(own, body.methods);
  const sharedResponses = sharedResponsesOf(id, { authorizers, methods }, resources);
  for (const { address, message } of sharedResponses) resources.warn(address, message);
  const endpoint = readEndpoint(api);
  const endpointDisabled = isEndpointDisabled(api, body.isEndpointDisabled);
  const unknown = body.unknown ?? importedInto(id, resources);
  const policy = policyOf(api, body.policy, resources) ?? endpoint.policyInDoubt;
  return {
    kind: "rest",
    address: api.address,
    id,
    name: api.name(),
    executionArn: api.link("execution_arn"),
    apiKeySource: body.apiKeySource ?? api.oneOf("api_key_source", ["HEADER", "AUTHORIZER"], "HEADER"),
    binaryMediaTypes: body.binaryMediaTypes ?? api.texts("binary_media_types"),
    ...((endpoint.isPrivate || body.private) && { private: true }),
    ...(endpoint.mayBePrivate && { mayBePrivate: true }),
    ...(endpointDisabled && { endpointDisabled }),
    ...(policy && { policy }),
    ...(unknown !== undefined && { unknown }),
    stages: withTrustStores(
      readStages(id, resources),
      { id, isEndpointDisabled: endpointDisabled },
      resources,
    ),
    methods,
    authorizers,
    ...(sharedResponses.length > 0 && { sharedResponses }),
    gatewayResponses: readGatewayResponses(id, body.gatewayResponses, resources),
    models,
  };
}

/** Where it is not known which API it is, or in which account, another policy than the one that is read may hold. */
function policyOf(api: Fields, ofBody: unknown, resources: Resources): AttachedPolicy | undefined {
  const { address, uncertain } = api;
  if (uncertain !== undefined) return { address, name: "policy", document: { unknown: uncertain } };
  return resourcePolicyOf(api, api.link("id"), ofBody, resources);
}

/**
 * Why the routes of an API are not known, where aws_api_gateway_rest_api_put imports a document into it.
 *
 * @throws TerraformError `ARGUMENT_UNSUPPORTED`, of a strict reader
 */
function importedInto(id: string, resources: Resources): string | undefined {
  const [put] = resources.where(typeOf("rest_api_put"), "rest_api_id", id);
  if (!put) return undefined;
  const message = "the routes that it imports into the API are not read";
  resources.danger(put.address, message, { says: { body: valueText(put.raw("body")) }, hides: true });
  return `${put.address}: ${message}`;
}

/**
 * Methods that are resources, together with those of the API's body. Where both declare the same verb and path, it is not
 * known which of them API Gateway has.
 */
function together(own: readonly ApiMethod[], ofBody: readonly ApiMethod[]): ApiMethod[] {
  const place = ({ path, verb }: ApiMethod) => `${verb} ${path}`;
  const twice = new Set(own.map(place).filter((key) => ofBody.some((method) => place(method) === key)));
  const unsure = "a resource and the API's body both declare it";
  return [...own, ...ofBody.filter((method) => !twice.has(place(method)))].map((method) =>
    twice.has(place(method)) ? { ...method, unknown: unsure } : method,
  );
}

/** APIs of which this Terraform declares parts, but not the API itself. A strict reader refuses such parts. */
function readElsewhere(known: readonly string[], resources: Resources): RestApi[] {
  const parts = ["method", "resource", "stage", "rest_api_policy"].flatMap((part) =>
    resources.ofType(typeOf(part)),
  );
  const ids = new Set(parts.map((part) => part.link("rest_api_id")).filter((id) => !known.includes(id)));
  return [...ids].map((id) => {
    const authorizers = readAuthorizers(id, resources);
    const unknown = "the API is not in this Terraform";
    return {
      kind: "rest",
      address: id,
      id,
      name: id,
      executionArn: `arn:aws:execute-api:${resources.region}:${resources.accountId}:${id}`,
      apiKeySource: "HEADER",
      binaryMediaTypes: [],
      policy: { address: id, name: "policy", document: { unknown } },
      unknown,
      stages: readStages(id, resources),
      methods: readMethods({ id, rootId: rootOf(id), authorizers, models: [] }, resources),
      authorizers,
    };
  });
}

/** The stand-in of the root of an API that a data source reads. */
function rootOf(id: string): string | undefined {
  const [, source] = /^\((.*\bdata\.aws_api_gateway_rest_api\..*)\.id\)$/.exec(id) ?? [];
  return source && `(${source}.root_resource_id)`;
}
