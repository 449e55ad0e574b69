import { hasDotSegments, matchRoute, refusedByRoute } from "../../terraform/access/decide";
import type { Stage } from "../../terraform/model";
import { headLength, LONGEST_HEAD } from "../data-plane/head-length";
import type { Incoming } from "../data-plane/method-call";
import { onlyByDomain, overridingHeader } from "../data-plane/routing";
import { deliveredPath, pathParameters } from "./delivered-path";
import type { HttpDataPlane } from "./http-data-plane";
import { type HttpRefused, refusedBy } from "./refusals";
import type { HttpStageCall, RouteCall } from "./route-call";

const DEFAULT_STAGE = "$default";
const FIRST_AND_REST = /^\/+([^/]*)(.*)$/s;

/**
 * The stage that a request is for: the one that the first segment of the path names, or else `$default`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
 */
export function routeToStage(
  { ids, invocations, request }: Incoming,
  { api, atDomain, onlyAt, prefix }: Pick<HttpDataPlane, "api" | "atDomain" | "onlyAt" | "prefix">,
): HttpStageCall | HttpRefused {
  // Checked before the stage is looked for, because a path with `..` could leave the stage.
  if (hasDotSegments(request.path)) return notFound("The path has a segment . or .. in one of its readings");
  if (atDomain && "refusal" in atDomain) return atDomain.refusal;
  if (onlyAt && !atDomain) return notFound(onlyByDomain(onlyAt));
  const { basePath = prefix, host, stage: mapped } = atDomain ?? {};
  if (request.path !== basePath && !request.path.startsWith(`${basePath}/`))
    return notFound(`The path names no API of the Terraform; paths to ${api.address} begin with ${prefix}`);
  const sent = rooted(request.path.slice(basePath.length));
  const placeIn = (path: string) =>
    mapped === undefined ? placeInPath(path, api.stages) : placeOfMapping(path, mapped, api.stages);
  const placed = placeIn(sent);
  // It is not documented whether the stage is looked for before or after the path is decoded.
  const decoded = placeIn(rooted(deliveredPath(sent)));
  if (!placed || placed.stage !== decoded?.stage)
    return notFound(`The path names no stage of ${api.address}, and there is no $default`);
  const overriding = overridingHeader(request);
  if (overriding !== undefined)
    return {
      response: "FORBIDDEN",
      reason: `${overriding} would name another verb, and is not supported`,
    };
  const { path, stage } = placed;
  const before = atDomain ? basePath : stage.name === DEFAULT_STAGE ? "" : `/${stage.name}`;
  const rawPath = `${before}${decoded.path}`;
  return {
    request,
    ids,
    invocations,
    api,
    stage,
    path,
    rawPath,
    ...(host !== undefined && { domain: host, basePath }),
  };
}

interface Placed {
  readonly stage: Stage;
  readonly path: string;
}

/** A custom domain's mapping names the stage, and no segment of the path does. */
function placeOfMapping(path: string, name: string, stages: readonly Stage[]): Placed | undefined {
  const stage = stages.find((one) => one.name === name);
  return stage && { stage, path };
}

function placeInPath(path: string, stages: readonly Stage[]): Placed | undefined {
  const [, first, rest = ""] = FIRST_AND_REST.exec(path) ?? [];
  const named = stages.find(({ name }) => name === first && name !== DEFAULT_STAGE);
  if (named) return { stage: named, path: rooted(rest) };
  const stage = stages.find(({ name }) => name === DEFAULT_STAGE);
  return stage && { stage, path };
}

/** With one leading slash: several are one. */
function rooted(path: string): string {
  return `/${path.replace(/^\/+/, "")}`;
}

/** The route that a request is for; `undefined` where there is none. */
export function routeToRoute(call: HttpStageCall): RouteCall | HttpRefused | undefined {
  const { api, path, request } = call;
  const match = matchRoute(api, request.verb, path);
  const delivered = deliveredPath(path);
  const other = delivered === path ? match : matchRoute(api, request.verb, delivered);
  if (match === undefined && other === undefined)
    return api.unserved === undefined ? undefined : { response: "NOT_SERVED", reason: api.unserved };
  // It is not documented whether routes are matched before or after the path is decoded.
  if (match?.method !== other?.method || match === undefined)
    return notFound("The path fits other routes as it was sent than when it is decoded");
  const { method: route } = match;
  if (route.unserved !== undefined) return { response: "NOT_SERVED", reason: route.unserved, rule: route };
  const refused = refusedByRoute(match);
  if (refused) return refusedBy(refused);
  return { ...call, match, route, pathParameters: pathParameters(route.path, delivered) };
}

function notFound(reason: string): HttpRefused {
  return { response: "NOT_FOUND", reason };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
export function refusedByLength({ request }: RouteCall): HttpRefused | undefined {
  const { all: bytes } = headLength(request);
  if (bytes <= LONGEST_HEAD) return undefined;
  return {
    response: "HEADERS_TOO_LARGE",
    reason: `The request line and the headers have ${bytes} bytes, more than ${LONGEST_HEAD}`,
  };
}
