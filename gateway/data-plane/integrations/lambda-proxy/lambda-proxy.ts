import type { LambdaIntegration } from "../../../../terraform/model";
import { type HttpResponse, headerValues } from "../../../http/message";
import { findBackend } from "../../../lambda/find-function";
import type { InvokeResult } from "../../../lambda/worker";
import type { DataPlane } from "../../data-plane";
import { idHeaders, type Refused } from "../../gateway-response/responses";
import type { Authenticated } from "../../locks/lock";
import type { MethodCall } from "../../method-call";
import { misconfigured } from "../integration";
import { failureOf, invokeBackend } from "../invoke-backend";
import { proxyEvent } from "./proxy-event";
import { proxyResponse } from "./proxy-result";

/** AWS_PROXY: the method's function answers. */
export async function invokeFunction(
  call: MethodCall,
  integration: LambdaIntegration,
  who: Authenticated,
  dataPlane: DataPlane,
): Promise<HttpResponse | Refused> {
  const { api, ids, request } = call;
  const result = await invoked(call, integration, proxyEvent(call, who), dataPlane);
  if ("response" in result) return result;
  const { address: named } =
    findBackend(dataPlane.model, integration.functionArn, call.stage.variables) ?? integration;
  if (result.kind !== "ok")
    return { response: "INTEGRATION_FAILURE", reason: `${named}: ${failureOf(result)}` };
  const response = proxyResponse(result.payload, {
    binaryMediaTypes: api.binaryMediaTypes,
    accept: headerValues(request, "accept")[0],
  });
  if (response === undefined)
    return { response: "INTEGRATION_FAILURE", reason: `${named} returned a malformed reply` };
  const { body, headers, status } = response;
  return { status, headers: [...headers, ...idHeaders(ids), ["X-Amzn-Trace-Id", ids.traceId]], body };
}

/** What a function that the API may invoke makes of an event, or why it is not invoked. */
export async function invoked(
  call: MethodCall,
  integration: Omit<LambdaIntegration, "type">,
  event: unknown,
  dataPlane: DataPlane,
): Promise<InvokeResult | Refused> {
  const { api, method, request, stage } = call;
  const sources = [`${api.executionArn}/${stage.name}/${request.verb}${method.path}`];
  const result = await invokeBackend(call, integration, { event, sources }, dataPlane);
  if (!("reason" in result)) return result;
  const { kind, reason } = result;
  return kind === "late" ? { response: "INTEGRATION_TIMEOUT", reason } : misconfigured(reason);
}
