import type { FunctionCallers } from "../credentials/function-caller";
import { notAuthorized, refusedToRole } from "../credentials/role-caller";
import { serviceCaller } from "../credentials/service-caller";
import type { HttpRequest } from "../http/message";
import { ServiceError } from "../protocol/service-error";

/**
 * Who calls an operation that is signed with AWS credentials, as what may then be asked: whether IAM allows the operation on
 * a resource. The operator may do everything.
 *
 * @throws {ServiceError} where the signature is not of the operator, nor of a role of this Terraform
 */
export function signedCaller(
  request: HttpRequest,
  service: "cognito-identity" | "cognito-idp",
  context: FunctionCallers,
): (operation: string, resource: string) => void {
  const verified = serviceCaller(request, service, context);
  if ("problem" in verified) throw new ServiceError(verified.problem, verified.message);
  const { caller } = verified.credential;
  return (operation, resource) => {
    if (caller === "operator") return;
    const asked = { action: `${service}:${operation}`, resource };
    if (refusedToRole(caller, asked, request, context))
      throw new ServiceError("AccessDeniedException", notAuthorized(caller, asked, context));
  };
}
