import type { OtherIntegration } from "../../../../terraform/model";
import type { HttpResponse } from "../../../http/message";
import type { DataPlane } from "../../data-plane";
import type { Refused } from "../../gateway-response/responses";
import type { Authenticated } from "../../locks/lock";
import type { MethodCall } from "../../method-call";
import { type DifferencesContext, type GateIntegration, misconfigured } from "../integration";
import { isProgram, unsupportedTemplate } from "../templates";
import { backendRequest } from "./backend-request";
import { backendResponse } from "./backend-response";
import { addressOf } from "./backends";
import { mappedParameters } from "./mappings";

/** Bytes; API Gateway's own limit of a payload. */
const LIMIT = 10_485_760;

/**
 * HTTP and HTTP_PROXY, also through a VPC link: the answer comes from the server that `--backend` names for the
 * origin of the Terraform. No other server is called.
 */
export const httpBackend: GateIntegration = { respond, differences };

async function respond(
  call: MethodCall,
  integration: OtherIntegration,
  who: Authenticated,
  { backends, send }: DataPlane,
): Promise<HttpResponse | Refused> {
  const { address, http, timeoutMs } = integration;
  if (!http) return misconfigured(`${address} was not read completely`);
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

function differences(
  { http, type, uri }: OtherIntegration,
  { backends, stage }: DifferencesContext,
): readonly string[] {
  if (!http) return [`integrations of the type ${type} are not supported: calls get 500`];
  const where = addressOf(uri, stage.variables);
  const parameters = mappedParameters(http);
  if (typeof where === "string") return [`${where}: calls get 500`];
  if (typeof parameters === "string") return [`${parameters}: calls get 501`];
  const { requestTemplates = {}, responses = [] } = http.answers ?? {};
  if (Object.values(requestTemplates).some(isProgram))
    return ["request templates with variables are not supported: calls that need one get 501"];
  const unsupported = unsupportedTemplate(responses, "backend");
  if (unsupported !== undefined) return [unsupported];
  if (!backends.has(where.origin))
    return [`not proxied: no --backend given for ${where.origin}: calls get 502`];
  const headers = parameters.filter(({ place }) => place === "header").map(({ name }) => name);
  if (type === "HTTP" || headers.length === 0) return [];
  return [
    `a client's own ${headers.join(", ")} does not reach the backend; in the cloud one in another case does, beside the mapped one`,
  ];
}
