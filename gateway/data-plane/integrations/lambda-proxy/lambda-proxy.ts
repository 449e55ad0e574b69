import type { LambdaIntegration } from "../../../../terraform/model";
import { type HttpResponse, headerValues } from "../../../http/message";
import { within } from "../../../lambda/deadline";
import { findFunction } from "../../../lambda/find-function";
import { mayInvoke, mayInvokeAs } from "../../../lambda/permission";
import type { InvokeResult } from "../../../lambda/worker";
import type { DataPlane } from "../../data-plane";
import { idHeaders, type Refused } from "../../gateway-response/responses";
import type { Authenticated } from "../../locks/lock";
import { invokeFor, type MethodCall } from "../../method-call";
import { misconfigured } from "../integration";
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
  const { address: named } = findFunction(dataPlane.model, integration.functionArn) ?? integration;
  if (result.kind !== "ok")
    return { response: "INTEGRATION_FAILURE", reason: `${named}: ${describe(result)}` };
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
  { address, functionArn, invokedAs, timeoutMs }: Omit<LambdaIntegration, "type">,
  event: unknown,
  dataPlane: DataPlane,
): Promise<InvokeResult | Refused> {
  const { api, method, request, stage } = call;
  const target = findFunction(dataPlane.model, functionArn);
  if (target === undefined) return misconfigured(`${address} names a function that is not in this Terraform`);
  if (invokedAs !== undefined && !mayInvokeAs(target, invokedAs, { ...dataPlane, request }))
    return misconfigured(`${address}: API Gateway may not invoke ${target.address} by the role ${invokedAs}`);
  const source = `${api.executionArn}/${stage.name}/${request.verb}${method.path}`;
  if (invokedAs === undefined && !mayInvoke(target, "apigateway.amazonaws.com", source))
    return misconfigured(`No aws_lambda_permission lets API Gateway invoke ${target.address} for ${source}`);
  // After the integration's time-out the function goes on until its own, as in the cloud.
  const result = await within(timeoutMs, invokeFor(call, functionArn, event, dataPlane));
  if (result === "late")
    return { response: "INTEGRATION_TIMEOUT", reason: `${target.address} took more than ${timeoutMs} ms` };
  return result.kind === "missing" ? misconfigured(`${target.address} is not there`) : result;
}

function describe(result: { readonly kind: string; readonly errorMessage?: string }): string {
  return result.kind === "error" ? `it failed: ${result.errorMessage}` : `it ended in ${result.kind}`;
}
