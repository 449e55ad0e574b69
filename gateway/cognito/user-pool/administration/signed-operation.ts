import type { UserPool } from "../../../../terraform/model";
import type { Operation } from "../../../protocol/json-protocol";
import { signedCaller } from "../../signed-caller";
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
      const allow = signedCaller(request, "cognito-idp", context);
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
      const allow = signedCaller(request, "cognito-idp", context);
      return { check: () => allow(operation.name, "*") };
    },
  };
}
