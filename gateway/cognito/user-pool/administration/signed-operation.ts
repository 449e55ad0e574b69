import type { UserPool } from "../../../../terraform/model";
import { notAuthorized, refusedToRole } from "../../../credentials/role-caller";
import { serviceCaller } from "../../../credentials/service-caller";
import type { HttpRequest } from "../../../http/message";
import type { Operation } from "../../../protocol/json-protocol";
import { ServiceError } from "../../../protocol/service-error";
import { findPool, type UserPoolContext } from "../user-pool-operation";

export interface PoolInput {
  readonly UserPoolId: string;
}

/** What an operation on one pool works from. */
export interface PoolContext extends UserPoolContext {
  readonly pool: UserPool;
}

/**
 * An operation that manages one user pool. Its caller signs the request with AWS credentials, which must be allowed
 * `cognito-idp:NAME` on the pool.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html
 */
export function poolOperation<Input extends PoolInput>(
  operation: Omit<Operation<PoolContext, Input>, "authenticate">,
): Operation<UserPoolContext, Input> {
  const { input, name } = operation;
  return {
    name,
    input,
    authenticate: (request, context) => {
      const allow = callerOf(request, context);
      const { accountId, region } = context.model;
      return {
        // That there is no such pool, callers are told who may do this with any.
        check: ({ UserPoolId: id }) =>
          allow(name, `arn:aws:cognito-idp:${region}:${accountId}:userpool/${id}`),
      };
    },
    run: (values, context) =>
      operation.run(values, { ...context, pool: findPool(context, values.UserPoolId) }),
  };
}

/** An operation on no pool in particular: IAM knows no resource of it but `*`. */
export function accountOperation<Input>(
  operation: Omit<Operation<UserPoolContext, Input>, "authenticate">,
): Operation<UserPoolContext, Input> {
  return {
    ...operation,
    authenticate: (request, context) => {
      const allow = callerOf(request, context);
      return { check: () => allow(operation.name, "*") };
    },
  };
}

/** @throws {ServiceError} where the signature is not of the operator, nor of a role of this Terraform */
function callerOf(
  request: HttpRequest,
  context: UserPoolContext,
): (operation: string, resource: string) => void {
  const verified = serviceCaller(request, "cognito-idp", context);
  if ("problem" in verified) throw new ServiceError(verified.problem, verified.message);
  const { caller } = verified.credential;
  return (operation, resource) => {
    if (caller === "operator") return;
    const asked = { action: `cognito-idp:${operation}`, resource };
    if (refusedToRole(caller, asked, request, context))
      throw new ServiceError("AccessDeniedException", notAuthorized(caller, asked, context));
  };
}
