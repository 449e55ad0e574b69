import type { LambdaIntegration } from "../../../terraform/model";
import { failureOf, invokeBackend } from "../../data-plane/integrations/invoke-backend";
import type { HttpResponse } from "../../http/message";
import { proxyEvents } from "../event/proxy-event";
import type { HttpDataPlane } from "../http-data-plane";
import type { KnownCaller } from "../locks/lock";
import { type HttpRefused, idHeaders, misconfigured } from "../refusals";
import type { RouteCall } from "../route-call";
import { functionAnswers } from "./function-answer";

/** AWS_PROXY: a function answers the route. */
export async function answerByFunction(
  call: RouteCall,
  integration: LambdaIntegration,
  known: KnownCaller,
  plane: HttpDataPlane,
): Promise<HttpResponse | HttpRefused> {
  const { payloadVersion = "1.0" } = integration;
  const event = proxyEvents[payloadVersion](call, known);
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
