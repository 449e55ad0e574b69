import { AUTHORIZATIONS, authorizersOf, LOCKS } from "../access/decide";
import { TerraformError } from "../error";
import type { ApiMethod, BodyModel, RestAuthorizer } from "../model";
import type { Fields } from "./fields";
import { readIntegration, unknownIntegration } from "./integrations";
import { readPaths } from "./paths";
import { readChecks } from "./request-checks";
import type { Resources } from "./resources";

interface Api {
  readonly id: string;
  /** Undefined for an API that is not in this Terraform. */
  readonly rootId: string | undefined;
  readonly authorizers: readonly RestAuthorizer[];
  readonly models: readonly BodyModel[];
}

export const VERBS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "ANY"] as const;

/** The methods of an API, each with its integration. */
export function readMethods(api: Api, resources: Resources): ApiMethod[] {
  const paths = readPaths(api.id, api.rootId, resources);
  const integrations = byPlace(resources.where("aws_api_gateway_integration", "rest_api_id", api.id));
  const methods = byPlace(resources.where("aws_api_gateway_method", "rest_api_id", api.id));
  for (const [place, found] of integrations)
    if (!methods.has(place))
      for (const { address } of found)
        resources.missingIdly(address, "there is no method of this verb and resource");
  return [...methods].map(([place, candidates]) => {
    const method = onlyMethod(candidates);
    const { address } = method;
    const resourceId = method.link("resource_id");
    const path = paths.get(resourceId);
    if (path === undefined)
      resources.missing(address, `resource_id is ${resourceId}, and no resource of the API has it`);
    const found = integrations.get(place);
    if (!found) resources.missingIdly(address, "the method has no integration");
    const integration = found && onlyIntegration(found, resources);
    const { unknown, ...access } = accessOf(method, api.authorizers, resources);
    const nowhere =
      path === undefined
        ? `its path is not known: ${method.unknownOf("resource_id") ?? resourceId}`
        : undefined;
    const unsure = unknown ?? nowhere;
    const checks = readChecks(method, api.models, resources);
    return {
      address,
      path: path ?? `/${resourceId}`,
      resourceId,
      verb: verbOf(method),
      ...access,
      ...(unsure !== undefined && { unknown: unsure }),
      ...(checks && { checks }),
      integration: integration ? readIntegration(integration, resources) : unknownIntegration(address),
    };
  });
}

function verbOf(method: Fields): string {
  return method.unknownOf("http_method") === undefined
    ? method.oneOf("http_method", VERBS)
    : method.link("http_method");
}

/** Methods or integrations by their verb and resource. */
function byPlace(found: readonly Fields[]): ReadonlyMap<string, readonly Fields[]> {
  const places = new Map<string, Fields[]>();
  for (const fields of found) {
    const place = `${fields.link("http_method")} ${fields.link("resource_id")}`;
    places.set(place, [...(places.get(place) ?? []), fields]);
  }
  return places;
}

/**
 * The method of a verb and resource, of which API Gateway accepts one. Of several whose presence is uncertain, for
 * example because a count chooses between them, the first represents all, as an unknown method.
 *
 * @throws TerraformError `DUPLICATE`
 */
function onlyMethod(methods: readonly Fields[]): Fields {
  const [sure, second] = methods.filter(({ uncertain }) => uncertain === undefined);
  if (sure && second) throw duplicate(second, sure);
  return methods.find(({ uncertain }) => uncertain !== undefined) ?? (sure as Fields);
}

/**
 * The integration of a verb and resource. Undefined where there are several: the one that is applied last replaces the
 * others, and which one that is is not known. A strict reader refuses that.
 *
 * @throws TerraformError `DUPLICATE`
 */
function onlyIntegration(integrations: readonly Fields[], resources: Resources): Fields | undefined {
  const [first, second] = integrations;
  if (!first || !second) return first;
  if (resources.reading.strict) throw duplicate(second, first);
  resources.notice(second.address, `${alsoOf(first)}: which of them answers is not known`);
  return undefined;
}

function duplicate({ address }: Fields, other: Fields): TerraformError {
  return new TerraformError("DUPLICATE", alsoOf(other), address);
}

function alsoOf({ address }: Fields): string {
  return `its verb and resource are also those of ${address}`;
}

type Access = Pick<ApiMethod, "apiKeyRequired" | "authorization" | "authorizerId" | "scopes" | "unknown">;

const DECIDING = ["http_method", "authorization", "authorization_scopes", "api_key_required"];

/** The lock, and whether an API key is required. An unknown part makes the method's decisions unknown. */
function accessOf(method: Fields, authorizers: readonly RestAuthorizer[], resources: Resources): Access {
  const unknown =
    method.uncertain ?? DECIDING.map((name) => method.unknownOf(name)).find((text) => text !== undefined);
  if (unknown === undefined)
    return {
      ...lock(method, authorizers, resources),
      apiKeyRequired: method.flag("api_key_required", false),
    };
  return { authorization: "AWS_IAM", scopes: [], apiKeyRequired: false, unknown };
}

function lock(
  method: Fields,
  authorizers: readonly RestAuthorizer[],
  resources: Resources,
): Omit<Access, "apiKeyRequired"> {
  const authorization = method.oneOf("authorization", AUTHORIZATIONS);
  const { scoped } = LOCKS[authorization];
  const takes = authorizersOf(authorization);
  const authorizerId = method.optionalLink("authorizer_id");
  const scopes = method.texts("authorization_scopes");
  if (scopes.length > 0 && !scoped)
    resources.notice(method.address, `authorization_scopes have no effect with ${authorization}`);
  if (takes.length === 0) {
    if (authorizerId !== undefined)
      resources.notice(method.address, `authorizer_id has no effect with ${authorization}`);
    return { authorization, scopes: [] };
  }
  const authorizer = authorizers.find(({ id }) => id === authorizerId);
  const kept = scoped ? scopes : [];
  if (!authorizer) {
    const unknown = `authorizer_id is ${authorizerId ?? "missing"}, and no authorizer of the API has it`;
    resources.missing(method.address, unknown);
    return { authorization, ...(authorizerId !== undefined && { authorizerId }), scopes: kept, unknown };
  }
  const of = { authorization, authorizerId: authorizer.id, scopes: kept };
  if ("unknown" in authorizer && authorizer.unknown !== undefined)
    return { ...of, unknown: `what ${authorizer.address} asks for is not known: ${authorizer.unknown}` };
  if (takes.includes(authorizer.type)) return of;
  const unknown = `authorization is ${authorization}, and ${authorizer.address} is of the type ${authorizer.type}`;
  if (!resources.reading.strict) return { ...of, unknown };
  throw new TerraformError("ARGUMENT_UNSUPPORTED", unknown, method.address);
}
