import type { LambdaIntegration } from "../../../terraform/model";
import { within } from "../../lambda/deadline";
import { findBackend } from "../../lambda/find-function";
import { mayInvoke, mayInvokeAs } from "../../lambda/permission";
import type { InvokeResult } from "../../lambda/worker";
import type { ApiPlane } from "../data-plane";
import { type Incoming, invokeFor, type StageCall } from "../method-call";

/** Why a function did not answer a call. */
export interface NotAnswered {
  readonly kind: "not-invoked" | "late";
  readonly reason: string;
}

export interface BackendEvent {
  readonly event: unknown;
  /** ARNs of the API's method or route: the function must let API Gateway invoke it for each of them. */
  readonly sources: readonly string[];
}

/** What a function that the API may invoke makes of an event. */
export async function invokeBackend(
  incoming: Incoming & Pick<StageCall, "stage">,
  { address, functionArn, invokedAs, timeoutMs }: Omit<LambdaIntegration, "type">,
  { event, sources }: BackendEvent,
  plane: ApiPlane,
): Promise<InvokeResult | NotAnswered> {
  const notInvoked = (reason: string): NotAnswered => ({ kind: "not-invoked", reason });
  const target = findBackend(plane.model, functionArn, incoming.stage.variables);
  if (target === undefined)
    return notInvoked(`${address} names a function, or a version of one, that is not in this Terraform`);
  if (invokedAs !== undefined && !mayInvokeAs(target, invokedAs, { ...plane, request: incoming.request }))
    return notInvoked(`${address}: API Gateway may not invoke ${target.address} by the role ${invokedAs}`);
  const unpermitted =
    invokedAs === undefined &&
    sources.find((source) => !mayInvoke(target, "apigateway.amazonaws.com", source));
  if (typeof unpermitted === "string")
    return notInvoked(
      `No aws_lambda_permission lets API Gateway invoke ${target.address} for ${unpermitted}`,
    );
  // After the integration's time-out the function goes on until its own, as in the cloud.
  const result = await within(timeoutMs, invokeFor(incoming, target.arn, event, plane));
  if (result === "late") return { kind: "late", reason: `${target.address} took more than ${timeoutMs} ms` };
  return result.kind === "missing" ? notInvoked(`${target.address} is not there`) : result;
}

/** What is wrong with a result of a function, in a sentence about it. */
export function failureOf(result: Exclude<InvokeResult, { kind: "ok" }>): string {
  return result.kind === "error" ? `it failed: ${result.errorMessage}` : `it ended in ${result.kind}`;
}
