import { DEFAULT_ROUTE } from "../../access/decide";
import type { HttpRoute, Stage } from "../../model";
import type { Fields } from "../fields";
import { type BackendCall, backendOf, servedAs } from "./integrations";
import { routeKeyOf } from "./route-key";

/** What API Gateway makes of an API's `target` beside the API, and no other resource shows. */
export interface QuickCreated {
  readonly routes: readonly HttpRoute[];
  readonly stages: readonly Stage[];
}

/**
 * An API that is created with a target gets an open route to it, `$default` or the one that `route_key` names, and a
 * stage that deploys itself.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop.html
 */
export function quickCreated(api: Fields): QuickCreated {
  const target = api.optionalLink("target");
  if (target === undefined) return { routes: [], stages: [] };
  const { address } = api;
  const key = api.optionalLink("route_key") ?? DEFAULT_ROUTE;
  const { path, problem, verb } = routeKeyOf(key);
  const unknown = api.unknownOf("route_key") ?? problem;
  const backend = backendOf(address, /^https?:/.test(target) ? "HTTP_PROXY" : "AWS_PROXY", target);
  const route: HttpRoute = {
    address,
    key,
    verb,
    path,
    authorization: "NONE",
    scopes: [],
    apiKeyRequired: false,
    ...(unknown !== undefined && { unknown }),
    integration: api.strict ? servedAs(backend, quickCall(api)) : backend,
  };
  const stage = { address, name: DEFAULT_ROUTE, deploymentId: "", variables: {} };
  return { routes: [route], stages: [stage] };
}

/** Events of a function that is a target have the payload format 2.0. */
function quickCall(api: Fields): BackendCall {
  return {
    credentials: api.optionalLink("credentials_arn"),
    payloadVersion: "2.0",
    connection: undefined,
    verb: undefined,
    requestParameters: {},
    mapsResponses: false,
  };
}
