import {
  type FunctionCaller,
  functionCaller,
  notAuthorized,
  refusedToFunction,
} from "../credentials/function-caller";
import type { HttpRequest } from "../http/message";
import { type ControlPlaneContext, ControlPlaneError } from "./control-plane-operation";

/** What a call needs of the caller's role: each as an action, a resource and what is known of the call. */
export interface Need {
  /** `POST`: control-plane actions are HTTP verbs. */
  readonly verb: string;
  /** As it stands in ARNs, with its leading slash. */
  readonly path: string;
  /** `aws:RequestTag/NAME`, `aws:ResourceTag/NAME`. */
  readonly context: Readonly<Record<string, string>>;
}

/** @throws {ControlPlaneError} if the signature is not one of a function of this Terraform */
export function callerOf(request: HttpRequest, context: ControlPlaneContext): FunctionCaller {
  const verified = functionCaller(request, "apigateway", context);
  if ("problem" in verified) throw new ControlPlaneError(403, verified.problem, verified.message);
  return verified.credential;
}

/**
 * Whether the role's policies allow all of it.
 *
 * @throws {ControlPlaneError} `AccessDeniedException`
 */
export function requireAllowed(
  caller: FunctionCaller,
  needs: readonly Need[],
  request: HttpRequest,
  context: ControlPlaneContext,
): void {
  for (const { context: keys, path, verb } of needs) {
    const resource = `arn:aws:apigateway:${context.model.region}::${path}`;
    const asked = { action: `apigateway:${verb}`, resource, context: keys };
    if (refusedToFunction(caller, asked, request, context))
      throw new ControlPlaneError(403, "AccessDeniedException", notAuthorized(caller, asked, context));
  }
}
