import type { HttpRoute } from "../../../terraform/model";
import type { HttpResponse } from "../../http/message";
import type { HttpDataPlane } from "../http-data-plane";
import type { KnownCaller } from "../locks/lock";
import { type HttpRefused, misconfigured, notServed } from "../refusals";
import type { RouteCall } from "../route-call";
import { answerByBackend, backendDifferences } from "./http-proxy";
import { answerByFunction, functionDifferences } from "./lambda";

/** Answers a call that was authorized. Functions and backends are called only from here. */
export async function integrate(
  call: RouteCall,
  known: KnownCaller,
  plane: HttpDataPlane,
): Promise<HttpResponse | HttpRefused> {
  const { integration } = call.route;
  if (integration.type === "AWS_PROXY") return answerByFunction(call, integration, known, plane);
  if (integration.type === "HTTP_PROXY") return answerByBackend(call, integration, known, plane);
  const { address, unserved } = integration;
  return unserved === undefined
    ? misconfigured(`${address}: its backend is not known`)
    : notServed(`${address}: ${unserved}`);
}

/** What the gate does differently from API Gateway for a route's integration. */
export function differencesOf(
  { integration }: HttpRoute,
  context: Parameters<typeof backendDifferences>[1],
): readonly string[] {
  if (integration.type === "AWS_PROXY") return functionDifferences(integration);
  if (integration.type === "HTTP_PROXY") return backendDifferences(integration, context);
  const { unserved } = integration;
  return [unserved === undefined ? "its backend is not known: calls get 500" : `${unserved}: calls get 501`];
}
