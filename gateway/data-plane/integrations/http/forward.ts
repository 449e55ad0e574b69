import type { Stage } from "../../../../terraform/model/api";
import type { OtherIntegration } from "../../../../terraform/model/integration";
import type { GateResponse } from "../../../http/message";
import type { Served } from "../../data-plane";
import type { Refused } from "../../gateway-response/responses";
import type { Authenticated } from "../../locks/lock";
import type { Call } from "../../method-request";
import { isProgram, unservedTemplates } from "../mock";
import { backendRequest } from "./backend-request";
import { backendResponse } from "./backend-response";
import { addressOf, type Backends } from "./backends";
import { mappedParameters } from "./mappings";

/** Bytes; API Gateway's own limit of a payload. */
const LIMIT = 10_485_760;

/**
 * Answers for the integrations HTTP and HTTP_PROXY, also through a VPC link: by the server that stands on this
 * machine for the one that the Terraform names, and by no other.
 */
export async function answerFromBackend(
  call: Call,
  who: Authenticated,
  integration: OtherIntegration,
  { backends, send }: Served,
): Promise<GateResponse | Refused> {
  const { address, http, timeoutMs } = integration;
  if (!http) return { response: "API_CONFIGURATION_ERROR", reason: `${address} was not read as a whole` };
  const request = backendRequest(call, who, integration, http);
  if ("response" in request) return request;
  const origin = backends.get(request.origin);
  if (origin === undefined)
    return {
      response: "INTEGRATION_FAILURE",
      reason: `${address}: no --backend is given for ${request.origin}`,
    };
  const received = await send({ ...request, origin }, { timeoutMs, limit: LIMIT });
  switch (received.kind) {
    case "answer":
      return backendResponse(call, who, integration, received);
    case "late":
      return { response: "INTEGRATION_TIMEOUT", reason: `${origin} took more than ${timeoutMs} ms` };
    case "unreachable":
      return {
        response: "INTEGRATION_FAILURE",
        status: 504,
        message: "Network error communicating with endpoint",
        reason: `${origin} is not reached: ${received.problem}`,
      };
    case "malformed":
      return { response: "INTEGRATION_FAILURE", reason: `${origin}: ${received.problem}` };
  }
}

/** What of the integration is done otherwise here than in the cloud, or not at all, for people. */
export function differencesOf(
  { http, type, uri }: OtherIntegration,
  { variables }: Pick<Stage, "variables">,
  backends: Backends,
): string[] {
  if (!http) return [`integrations of the type ${type} are not served: calls get 500`];
  const where = addressOf(uri, variables);
  const parameters = mappedParameters(http);
  if (typeof where === "string") return [`${where}: calls get 500`];
  if (typeof parameters === "string") return [`${parameters}: calls get 500`];
  const { requestTemplates = {}, responses = [] } = http.answers ?? {};
  if (Object.values(requestTemplates).some(isProgram))
    return ["request templates with variables are not served: calls that need one get 500"];
  const unserved = unservedTemplates(responses, type);
  if (unserved !== undefined) return [unserved];
  if (!backends.has(where.origin))
    return [`not proxied: no --backend given for ${where.origin}: calls get 502`];
  const headers = parameters.filter(({ place }) => place === "header").map(({ name }) => name);
  if (type === "HTTP" || headers.length === 0) return [];
  return [
    `a client's own ${headers.join(", ")} does not reach the backend; in the cloud one in another case does, beside the mapped one`,
  ];
}
