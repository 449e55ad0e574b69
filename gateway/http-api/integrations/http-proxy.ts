import type { OtherIntegration, Stage } from "../../../terraform/model";
import { passedOn } from "../../data-plane/integrations/http/backend-response";
import { addressOf, type Backends } from "../../data-plane/integrations/http/backends";
import type { HttpResponse } from "../../http/message";
import type { HttpDataPlane } from "../http-data-plane";
import type { KnownCaller } from "../locks/lock";
import { type HttpRefused, idHeaders, misconfigured } from "../refusals";
import type { RouteCall } from "../route-call";
import { backendRequest } from "./backend-request";
import { parameterChanges } from "./parameter-mapping";

/** Bytes; API Gateway's own limit of a payload. */
const LIMIT = 10_485_760;

/** HTTP_PROXY: the server that `--backend` names for the origin of the Terraform answers. No other server is called. */
export async function answerByBackend(
  call: RouteCall,
  integration: OtherIntegration,
  known: KnownCaller,
  { backends, send }: HttpDataPlane,
): Promise<HttpResponse | HttpRefused> {
  const { address, timeoutMs } = integration;
  const request = backendRequest(call, integration, known);
  if ("response" in request) return request;
  const origin = backends.get(request.origin);
  if (origin === undefined) return unavailable(`${address}: no --backend is given for ${request.origin}`);
  const received = await send({ ...request, origin }, { timeoutMs, limit: LIMIT });
  switch (received.kind) {
    case "answer": {
      const own = idHeaders(call.ids);
      return { ...received, headers: [...passedOn(received.headers, own), ...own] };
    }
    case "late":
      return unavailable(`${origin} took more than ${timeoutMs} ms`);
    case "unreachable":
      return unavailable(`${origin} is not reached: ${received.problem}`);
    case "malformed":
      return misconfigured(`${origin}: ${received.problem}`);
  }
}

function unavailable(reason: string): HttpRefused {
  return { response: "SERVICE_UNAVAILABLE", reason };
}

export function backendDifferences(
  { http, uri }: OtherIntegration,
  { backends, stage }: { readonly backends: Backends; readonly stage: Pick<Stage, "variables"> },
): readonly string[] {
  const where = addressOf(uri, stage.variables);
  const changes = parameterChanges(http?.parameters ?? {});
  if (typeof where === "string") return [`${where}: calls get 500`];
  if (typeof changes === "string") return [`${changes}: calls get 501`];
  return backends.has(where.origin)
    ? []
    : [`not proxied: no --backend given for ${where.origin}: calls get 503`];
}
