import { requiredText } from "../../../protocol/input";
import { ServiceError } from "../../../protocol/json-protocol";
import { identityOf } from "../identity";
import type { IdentityPoolContext } from "../identity-pool-operation";
import { verifyLogin } from "../login";

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html */
export function getId(
  input: Readonly<Record<string, unknown>>,
  context: IdentityPoolContext,
): { readonly IdentityId: string } {
  const poolId = requiredText(input, "IdentityPoolId");
  const pool = context.model.identityPools.find(({ id }) => id === poolId);
  if (pool === undefined)
    throw new ServiceError("ResourceNotFoundException", `IdentityPool '${poolId}' not found.`);
  return { IdentityId: identityOf(pool, verifyLogin(input, pool, context), context.seal) };
}
