import { hasDotSegments, type RouteMatch } from "../../terraform/access/decide";
import type { FunctionUrl, Stage, UrlRoute } from "../../terraform/model";
import type { Incoming } from "../data-plane/method-call";
import type { UrlRefused } from "./refusals";
import type { UrlPlane } from "./url-plane";

/** A request to the URL of a function. It has one stage and one route, which takes every path. */
export interface UrlCall extends Incoming {
  readonly api: FunctionUrl;
  readonly stage: Stage;
  readonly route: UrlRoute;
  readonly match: RouteMatch<UrlRoute>;
  /** As it was sent, with one leading slash or more, after the prefix that the URL has here. */
  readonly path: string;
}

export function urlCall(
  { ids, invocations, request }: Incoming,
  { api, atDomain, prefix }: Pick<UrlPlane, "api" | "atDomain" | "prefix">,
): UrlCall | UrlRefused {
  const [stage] = api.stages;
  const [route] = api.methods;
  const before = atDomain ? "" : prefix;
  if (!stage || !route || (request.path !== before && !request.path.startsWith(`${before}/`)))
    return forbidden(`The path names no URL of a function; paths to ${api.address} begin with ${prefix}`);
  // It is not documented what becomes of them before the function gets the path.
  if (hasDotSegments(request.path)) return forbidden("The path has a segment . or .. in one of its readings");
  const unserved = route.unserved ?? api.unserved;
  if (unserved !== undefined) return { response: "NOT_SERVED", reason: unserved, rule: route };
  const match = { method: route, pathParameters: {} };
  const path = request.path.slice(before.length) || "/";
  return { request, ids, invocations, api, stage, route, match, path };
}

function forbidden(reason: string): UrlRefused {
  return { response: "FORBIDDEN", reason };
}
