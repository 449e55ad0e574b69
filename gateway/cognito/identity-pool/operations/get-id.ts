import * as v from "valibot";
import { requiredText, textMap } from "../../../protocol/input";
import { noGuests } from "../access";
import { findIdentityPool, identityPoolOperation } from "../identity-pool-operation";
import { linkOf, verifyLogin } from "../login";

/**
 * The identity of a login, which is made the first time; without a login a guest's, which is a new one each time.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html
 */
export const getId = identityPoolOperation({
  name: "GetId",
  input: v.object({ IdentityPoolId: requiredText, Logins: textMap }),
  async run({ IdentityPoolId: poolId, Logins: logins }, context) {
    const pool = findIdentityPool(context, poolId);
    const { identities } = context;
    if (Object.keys(logins).length === 0) {
      if (!pool.allowUnauthenticated) throw noGuests();
      return { IdentityId: (await identities.make(pool.id)).id };
    }
    const link = linkOf(verifyLogin(logins, pool, context));
    const identity = identities.ofLink(pool.id, link) ?? (await identities.make(pool.id, link));
    return { IdentityId: identity.id };
  },
});
