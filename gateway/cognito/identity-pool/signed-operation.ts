import type { IdentityPool } from "../../../terraform/model";
import type { Operation } from "../../protocol/json-protocol";
import { signedCaller } from "../signed-caller";
import { findIdentityPool, type IdentityPoolContext } from "./identity-pool-operation";

/** What an operation on one pool works from. */
export interface SignedContext extends IdentityPoolContext {
  readonly pool: IdentityPool;
}

/**
 * An operation on one identity pool. Its caller signs the request with AWS credentials, which must be allowed
 * `cognito-identity:NAME` on the pool.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html
 */
export function signedPoolOperation<Input extends { readonly IdentityPoolId: string }>(
  operation: Omit<Operation<SignedContext, Input>, "authenticate">,
): Operation<IdentityPoolContext, Input> {
  const { input, name } = operation;
  return {
    name,
    input,
    authenticate: (request, context) => {
      const allow = signedCaller(request, "cognito-identity", context);
      const { accountId, region } = context.model;
      return {
        check: ({ IdentityPoolId: id }) =>
          allow(name, `arn:aws:cognito-identity:${region}:${accountId}:identitypool/${id}`),
      };
    },
    run: (values, context) =>
      operation.run(values, { ...context, pool: findIdentityPool(context, values.IdentityPoolId) }),
  };
}

/** An operation that names no pool: IAM knows no resource of it but `*`. */
export function signedOperation<Input>(
  operation: Omit<Operation<IdentityPoolContext, Input>, "authenticate">,
): Operation<IdentityPoolContext, Input> {
  return {
    ...operation,
    authenticate: (request, context) => {
      const allow = signedCaller(request, "cognito-identity", context);
      return { check: () => allow(operation.name, "*") };
    },
  };
}
