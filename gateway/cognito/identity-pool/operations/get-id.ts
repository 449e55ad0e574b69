import * as v from "valibot";
import { requiredText, textMap } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { identityOf } from "../identity";
import { identityPoolOperation } from "../identity-pool-operation";
import { verifyLogin } from "../login";

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html */
export const getId = identityPoolOperation({
  name: "GetId",
  input: v.object({ IdentityPoolId: requiredText, Logins: textMap }),
  run({ IdentityPoolId: poolId, Logins: logins }, context) {
    const pool = context.model.identityPools.find(({ id }) => id === poolId);
    if (pool === undefined)
      throw cognitoError("ResourceNotFoundException", `IdentityPool '${poolId}' not found.`);
    return { IdentityId: identityOf(pool, verifyLogin(logins, pool, context), context.seal) };
  },
});
