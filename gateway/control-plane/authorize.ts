import { type FunctionCaller, functionCaller } from "../credentials/function-caller";
import { notAuthorized, refusedToRole } from "../credentials/role-caller";
import type { HttpRequest } from "../http/message";
import { ServiceError } from "../protocol/service-error";
import type { ControlPlaneContext, Need } from "./control-plane-operation";

/** @throws {ServiceError} where the signature is not of a function of this Terraform */
export function callerOf(request: HttpRequest, context: ControlPlaneContext): FunctionCaller {
  const verified = functionCaller(request, "apigateway", context);
  if ("problem" in verified) throw new ServiceError(verified.problem, verified.message, 403);
  return verified.credential;
}

/**
 * Checks that the role's policies allow everything that the operation needs.
 *
 * @throws {ServiceError} `AccessDeniedException`
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
    if (refusedToRole(caller, asked, request, context))
      throw new ServiceError("AccessDeniedException", notAuthorized(caller, asked, context), 403);
  }
}
