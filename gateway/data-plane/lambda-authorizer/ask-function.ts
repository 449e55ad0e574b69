import type { LambdaAuthorizer } from "../../../terraform/model";
import { findFunction } from "../../lambda/find-function";
import { mayInvoke, mayInvokeAs } from "../../lambda/permission";
import type { ApiPlane } from "../data-plane";
import { type Incoming, invokeFor, type StageCall } from "../method-call";

type Answered = Awaited<ReturnType<typeof invokeFor>>;

/** Why an authorizer's function is not asked. */
export interface NotAsked {
  readonly kind: "not-asked";
  readonly reason: string;
}

/** What the function of a Lambda authorizer makes of an event, where the API may invoke it. */
export async function askFunction(
  incoming: Incoming & Pick<StageCall, "stage">,
  { address, functionArn, id, invokedAs }: LambdaAuthorizer,
  event: unknown,
  plane: ApiPlane,
): Promise<Answered | NotAsked> {
  const notAsked = (reason: string): NotAsked => ({ kind: "not-asked", reason: `${address}: ${reason}` });
  const target = findFunction(plane.model, functionArn, incoming.stage.variables);
  if (target === undefined) return notAsked("its function is not there");
  if (invokedAs !== undefined && !mayInvokeAs(target, invokedAs, { ...plane, request: incoming.request }))
    return notAsked(`it may not invoke ${target.address} by the role ${invokedAs}`);
  const source = `${plane.api.executionArn}/authorizers/${id}`;
  if (invokedAs === undefined && !mayInvoke(target, "apigateway.amazonaws.com", source))
    return notAsked(`no aws_lambda_permission lets it invoke ${target.address}`);
  return invokeFor(incoming, target.arn, event, plane);
}
