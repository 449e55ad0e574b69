import { climbs, matchRoute, refusedByRoute } from "../../terraform/access/decide";
import { headerSet } from "../http/header-names";
import { type HttpRequest, headerValues, withoutWhiteSpace } from "../http/message";
import { isSigV4, notSigV4 } from "../sigv4/parse";
import type { DataPlane } from "./data-plane";
import { denialOf } from "./denial";
import type { Refused } from "./gateway-response/responses";
import { headLength, LONGEST_HEAD } from "./head-length";
import { lockOf } from "./locks";
import { type Incoming, type MethodCall, methodArn, type StageCall } from "./method-call";

/** Headers by which some servers take another verb than the one that was routed and authorized. */
const OVERRIDING = headerSet("x-http-method-override", "x-http-method", "x-method-override");
const STAGE_AND_REST = /^\/+([^/]+)(.*)$/s;

/** The stage that a request is for. */
export function routeToStage(
  { ids, invocations, request }: Incoming,
  { api, atDomain, onlyAt, prefix }: DataPlane,
): StageCall | Refused {
  // Checked before the stage is looked for, because a path with `..` could leave the stage.
  if (climbs(request.path))
    return { response: "BAD_REQUEST_PARAMETERS", reason: "The path has a segment .. in one of its readings" };
  if (atDomain && "refusal" in atDomain) return atDomain.refusal;
  if (onlyAt && !atDomain) return { response: "FORBIDDEN", reason: onlyByDomain(onlyAt) };
  const { basePath = prefix } = atDomain ?? {};
  if (!request.path.startsWith(`${basePath}/`) && !(atDomain?.stage && request.path === basePath))
    return {
      response: "FORBIDDEN",
      reason: `The path names no API of the Terraform; paths to ${api.address} begin with ${basePath}`,
    };
  const below = request.path.slice(basePath.length);
  const [, first, after = ""] = STAGE_AND_REST.exec(below) ?? [];
  const { stage: name = first } = atDomain ?? {};
  const stage = api.stages.find((candidate) => candidate.name === name);
  if (stage === undefined)
    return {
      response: "FORBIDDEN",
      reason: `${atDomain?.stage ? `The mapping of ${atDomain.host}` : "The path"} names no stage of ${api.address}; ${stagesOf(api)}`,
    };
  const path = `/${(atDomain?.stage ? below : after).replace(/^\/+/, "")}`;
  const domain = atDomain && { host: atDomain.host, path: `${atDomain.basePath}${path}` };
  const overriding = overridingHeader(request);
  if (overriding !== undefined)
    return { response: "FORBIDDEN", reason: `${overriding} would name another verb, and is not supported` };
  const stagePath = domain ? request.path : below;
  const call = { request, ids, invocations, api, stage, stagePath, path };
  return domain ? { ...call, domain } : call;
}

/** Why a request to the gate's own names is refused. */
export function onlyByDomain(hosts: readonly string[]): string {
  return `disable_execute_api_endpoint is true, so that the API is reached by ${hosts.join(", ")} only`;
}

function stagesOf({ stages }: DataPlane["api"]): string {
  if (stages.length === 0) return "it has none";
  return `its stages are ${stages.map(({ name }) => `/${name}`).join(", ")}`;
}

/**
 * The name of a header that overrides the verb. API Gateway routes on the first of these headers, and other servers obey
 * the others: authorizing one verb while a function acts on another would be a hole.
 */
export function overridingHeader({ headers }: Pick<HttpRequest, "headers">): string | undefined {
  return headers.find(([name]) => OVERRIDING.has(name))?.[0];
}

/** The method that a request is for. The path is matched as it was sent, before anything is decoded. */
export function routeToMethod(stageCall: StageCall): MethodCall | Refused {
  const { api, path, request } = stageCall;
  const match = matchRoute(api, request.verb, path);
  if (match === undefined) return api.unserved === undefined ? unmatched(request) : notServed(api.unserved);
  const { method, pathParameters } = match;
  if (method.unserved !== undefined) return notServed(method.unserved);
  // A spread of this size takes longer than all else here.
  const { domain, ids, invocations, stage, stagePath } = stageCall;
  const routed = { request, ids, invocations, api, stage, stagePath, path, match, method, pathParameters };
  const call: MethodCall = domain ? { ...routed, domain } : routed;
  const refused = refusedByRoute(match);
  return refused ? denialOf(refused, call) : call;
}

/** A method that the Terraform may lock in a way that is not evaluated here: no caller is let in. */
function notServed(reason: string): Refused {
  return { response: "NOT_SERVED", reason };
}

const PREFLIGHT = "a browser asks this before it calls from another origin: docs/cors.md";

/** An unknown route with an Authorization header of another kind is answered as a broken signature. */
function unmatched(request: HttpRequest): Refused {
  const isPreflight = headerValues(request, "access-control-request-method").length > 0;
  const reason = `No method of the API has this path and verb${isPreflight ? `; ${PREFLIGHT}` : ""}`;
  const authorization = headerValues(request, "authorization")[0];
  if (authorization === undefined || withoutWhiteSpace(authorization) === "" || isSigV4(authorization))
    return { response: "MISSING_AUTHENTICATION_TOKEN", reason };
  const { message, problem } = notSigV4(authorization);
  return { response: "MISSING_AUTHENTICATION_TOKEN", errorType: problem, message, reason };
}

/** Bytes of a method's ARN, where the method or a resource policy is evaluated for it. */
const LONGEST_ARN = 1_600;
/** Characters. */
const LONGEST_URL = 10_240;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
export function refusedByLength(call: MethodCall): Refused | undefined {
  const { api, method, request } = call;
  const isAuthorized = !lockOf(method).isOpen || api.policy !== undefined;
  const arn = Buffer.byteLength(methodArn(call));
  if (isAuthorized && arn > LONGEST_ARN)
    return {
      response: "URI_TOO_LONG",
      reason: `The method's ARN has ${arn} bytes, more than ${LONGEST_ARN}`,
    };
  const url = request.path.length + request.query.length + 1;
  if (url > LONGEST_URL)
    return { response: "URI_TOO_LONG", reason: `The URL has ${url} characters, more than ${LONGEST_URL}` };
  const { headers } = headLength(request);
  if (headers <= LONGEST_HEAD) return undefined;
  const reason = `The headers have ${headers} bytes, more than ${LONGEST_HEAD}`;
  return { response: "HEADERS_TOO_LARGE", reason };
}
