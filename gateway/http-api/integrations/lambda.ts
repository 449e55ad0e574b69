import type { LambdaIntegration } from "../../../terraform/model";
import { failureOf, invokeBackend } from "../../data-plane/integrations/invoke-backend";
import type { HttpResponse } from "../../http/message";
import { proxyEvents } from "../event/proxy-event";
import type { HttpDataPlane } from "../http-data-plane";
import type { KnownCaller } from "../locks/lock";
import { type HttpRefused, idHeaders, misconfigured, notServed } from "../refusals";
import type { RouteCall } from "../route-call";
import { changesFor, headersWith, queryWith } from "./applied-changes";
import { functionAnswers } from "./function-answer";
import { parameterChanges } from "./parameter-mapping";

/** AWS_PROXY: a function answers the route. */
export async function answerByFunction(
  call: RouteCall,
  integration: LambdaIntegration,
  known: KnownCaller,
  plane: HttpDataPlane,
): Promise<HttpResponse | HttpRefused> {
  const { parameters = {}, payloadVersion = "1.0" } = integration;
  const mapped = withParameters(call, parameters, known);
  if (typeof mapped === "string") return notServed(`${integration.address}: ${mapped}`);
  const event = proxyEvents[payloadVersion](mapped, known);
  const result = await invokeBackend(call, integration, { event, sources: sourcesOf(call) }, plane);
  if ("reason" in result)
    return result.kind === "late"
      ? { response: "SERVICE_UNAVAILABLE", reason: result.reason }
      : misconfigured(result.reason);
  if (result.kind !== "ok") return misconfigured(`${integration.functionArn}: ${failureOf(result)}`);
  const answer = functionAnswers[payloadVersion](result.payload);
  if (answer === undefined) return misconfigured(`${integration.functionArn} returned a malformed reply`);
  return { ...answer, headers: [...answer.headers, ...idHeaders(call.ids)] };
}

/**
 * The ARNs that a permission of the function must name. For a route of every verb it is not documented whether API Gateway
 * shows the request's verb or `*`, so the permission must cover both.
 */
function sourcesOf({ api, request, route, stage }: RouteCall): readonly string[] {
  const place = `${api.executionArn}/${stage.name}`;
  if (route.path === "$default") return [`${place}/$default`];
  const verbs = route.verb === "ANY" ? [request.verb, "*"] : [route.verb];
  return verbs.map((verb) => `${place}/${verb}${route.path}`);
}

export function functionDifferences({ parameters = {} }: LambdaIntegration): readonly string[] {
  const read = parameterChanges(parameters);
  if (typeof read === "string") return [`${read}: calls get 501`];
  return read.some(({ place }) => place === "path") ? [`${PATH_STAYS}: calls get 501`] : [];
}

const PATH_STAYS = "a request parameter changes the path of a function's event, which is not supported";

/** The call as the function gets it. @returns a sentence about a parameter that is not supported */
function withParameters(
  call: RouteCall,
  parameters: Readonly<Record<string, string>>,
  known: KnownCaller,
): RouteCall | string {
  const read = parameterChanges(parameters);
  if (typeof read === "string") return read;
  if (read.length === 0) return call;
  if (read.some(({ place }) => place === "path")) return PATH_STAYS;
  const { request } = call;
  const changes = changesFor(read, call, known);
  const { added, kept } = headersWith(request.headers, changes);
  const query = queryWith(request.query, changes);
  return { ...call, request: { ...request, headers: [...kept, ...added], query } };
}
