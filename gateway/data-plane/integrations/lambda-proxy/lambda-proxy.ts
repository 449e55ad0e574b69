import type { OtherIntegration } from "../../../../terraform/model/integration";
import { type GateResponse, headerValues } from "../../../http/message";
import { within } from "../../../lambda/deadline";
import { findFunction } from "../../../lambda/find-function";
import { mayInvoke } from "../../../lambda/permission";
import type { Served } from "../../data-plane";
import { idHeaders, type Refused } from "../../gateway-response/responses";
import type { Authenticated } from "../../locks/lock";
import type { Call } from "../../method-request";
import { answerFromBackend } from "../http/forward";
import { answerMock } from "../mock";
import { proxyEvent } from "./proxy-event";
import { proxyResponse } from "./proxy-result";

/** Has the method's function answer. Only here does a call reach what it was for. */
export async function integrate(
  call: Call,
  who: Authenticated,
  served: Served,
): Promise<GateResponse | Refused> {
  const { api, ids, method, request, stage } = call;
  const { integration } = method;
  if (integration.type !== "AWS_PROXY") return answerOther(call, who, integration, served);
  const { address, functionArn, timeoutMs } = integration;
  const target = findFunction(served.model, functionArn);
  if (target === undefined)
    return { response: "API_CONFIGURATION_ERROR", reason: `${address} names a function that is not there` };
  const source = `${api.executionArn}/${stage.name}/${request.verb}${method.path}`;
  if (!mayInvoke(target, "apigateway.amazonaws.com", source))
    return {
      response: "API_CONFIGURATION_ERROR",
      reason: `No aws_lambda_permission lets API Gateway invoke ${target.address} for ${source}`,
    };
  // Past the time-out the function itself runs on, as it does in the cloud, until its own.
  const result = await within(timeoutMs, served.invoke(functionArn, proxyEvent(call, who)));
  if (result === "late")
    return { response: "INTEGRATION_TIMEOUT", reason: `${target.address} took more than ${timeoutMs} ms` };
  if (result.kind !== "ok")
    return { response: "INTEGRATION_FAILURE", reason: `${target.address}: ${describe(result)}` };
  const response = proxyResponse(result.payload, {
    binaryMediaTypes: api.binaryMediaTypes,
    accept: headerValues(request, "accept")[0],
  });
  if (response === undefined)
    return { response: "INTEGRATION_FAILURE", reason: `${target.address} returned a malformed reply` };
  return {
    ...response,
    headers: [...response.headers, ...idHeaders(ids), ["X-Amzn-Trace-Id", ids.traceId]],
  };
}

/** Whatever is no Lambda proxy. */
async function answerOther(
  call: Call,
  who: Authenticated,
  integration: OtherIntegration,
  served: Served,
): Promise<GateResponse | Refused> {
  const { address, mock, type } = integration;
  if (type === "MOCK" && mock) return answerMock(call, who, address, mock);
  if (type === "HTTP" || type === "HTTP_PROXY") return answerFromBackend(call, who, integration, served);
  return {
    response: "API_CONFIGURATION_ERROR",
    reason: `${address} is an integration of the type ${type}, which is not served`,
  };
}

function describe(result: { readonly kind: string; readonly errorMessage?: string }): string {
  return result.kind === "error" ? `it failed: ${result.errorMessage}` : `it ended in ${result.kind}`;
}
