import { type Front, frontsOf, matchRoute } from "../access/decide";
import type { Api, ApiModel } from "../model";
import { OF_CALLER } from "./function-arn";
import {
  type FunctionName,
  type FunctionReference,
  functionReference,
  functionsByName,
} from "./function-names";
import { behind, checkPermission, type LockedFront } from "./permissions-around";
import type { Resources } from "./resources";

/** Reports functions that can be called without the locks of an API: by another API, by their own URLs, by their policies. */
export function checkWaysAround(
  model: Pick<ApiModel, "apis" | "functionUrls" | "functions" | "httpApis" | "webSocketApis">,
  resources: Resources,
): void {
  const fronts = frontsOf(model);
  const { apis, httpApis = [], webSocketApis = [] } = model;
  const ids = new Set([...apis, ...httpApis, ...webSocketApis].map(({ id }) => id));
  const named = functionsByName(model.functions, resources);
  for (const permission of resources.ofType("aws_lambda_permission")) {
    const locked = lockedFront(functionReference(permission, named), fronts);
    checkPermission(permission, { apis: ids, locked }, resources);
  }
  for (const [, reaching] of fronts) checkFronts(reaching, resources);
  checkUnknownUrls(fronts, named, resources);
  for (const [type, argument] of CREDENTIALS)
    for (const integration of resources.ofType(type))
      if (integration.optionalLink(argument) === OF_CALLER)
        resources.warn(
          integration.address,
          `${argument} passes the caller's own credentials on: callers need a right to the backend too, and can use it without the API`,
        );
}

/** By which credentials an integration calls its backend. */
const CREDENTIALS = [
  ["aws_api_gateway_integration", "credentials"],
  ["aws_apigatewayv2_integration", "credentials_arn"],
] as const;

/** A method with a lock that invokes a function, or that may, where it is not known which function it is. */
function lockedFront(
  { arn, unknownFunction }: FunctionReference,
  fronts: ReadonlyMap<string, readonly Front[]>,
): LockedFront | undefined {
  const own = fronts.get(arn)?.find(isLocked);
  if (own || unknownFunction === undefined) return own && { front: own };
  const [front] = [...fronts.values()].flat().filter(isLocked);
  return front && { front, unknown: unknownFunction };
}

/** URLs that take all callers, of functions that are not known. */
function checkUnknownUrls(
  fronts: ReadonlyMap<string, readonly Front[]>,
  named: (written: string) => FunctionName,
  resources: Resources,
): void {
  for (const url of resources.ofType("aws_lambda_function_url")) {
    const of = functionReference(url, named);
    const front = fronts.get(of.arn)?.find(({ method }) => method.address === url.address);
    const locked = lockedFront(of, fronts);
    if (front?.asks === "none" && locked?.unknown !== undefined)
      resources.warn(url.address, `${because(front)}every caller may call ${behind(locked)} by its own URL`);
  }
}

/**
 * An open front beside a locked one of the same function. It is a way around the lock where it takes the same requests,
 * as the URL of the function does; where it takes others, the function decides.
 */
function checkFronts(fronts: readonly Front[], resources: Resources): void {
  const locked = fronts.filter(isLocked);
  for (const front of fronts.filter(({ asks }) => asks === "none")) {
    const elsewhere = locked.filter(({ api }) => api !== front.api);
    const [passed, ...more] = elsewhere.filter((other) => takes(front, other));
    const [beside] = passed ? [passed] : isCatchAll(front) ? locked : elsewhere;
    if (!beside) continue;
    const { address } = front.method;
    const others = more.length === 0 ? "" : ` and behind ${more.length} more`;
    const message = `${because(front)}every caller may call the function that is behind ${named(beside)}${others} ${by(front)}`;
    if (passed && !isNarrowed(front.api)) resources.danger(address, message);
    else resources.warn(address, message);
  }
}

function isLocked({ asks }: Front): boolean {
  return asks === "lock" || asks === "api-key";
}

/** Whether requests for the other front's path can reach a front of another API in their place. */
function takes({ api, method }: Front, other: Front): boolean {
  if (api.kind === "url") return true;
  if (api.kind === "websocket" || other.api.kind === "websocket") return false;
  const { path, verb } = other.method;
  // A value that no route names.
  const request = path === "$default" ? "/\ue000" : path.replace(/\{[^}]+\}/g, "\ue000");
  return (verb === "ANY" ? [method.verb] : [verb]).some(
    (one) => matchRoute(api, one === "ANY" ? "GET" : one, request)?.method === method,
  );
}

function isCatchAll({ method: { path } }: Front): boolean {
  return path === "$default" || path.endsWith("+}");
}

/** Whether callers need more than a request: a network, a certificate, what a policy names. */
function isNarrowed({ policy, private: isPrivate, stages }: Api): boolean {
  return (
    policy !== undefined ||
    isPrivate === true ||
    (stages.length > 0 && stages.every(({ trustStores }) => trustStores !== undefined))
  );
}

function named({ asks, method: { address, authorization } }: Front): string {
  return `${address} (${asks === "api-key" ? "API key" : authorization})`;
}

function because({ api, method: { authorization } }: Front): string {
  return api.kind === "url" ? `authorization_type is ${authorization}: ` : "";
}

function by({ api, method }: Front): string {
  return api.kind === "url" ? "by its own URL" : `through ${method.verb} ${method.path} of ${api.name}`;
}
