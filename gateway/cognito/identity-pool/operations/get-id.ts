import * as v from "valibot";
import { requiredText, textMap } from "../../../protocol/input";
import { noGuests } from "../access";
import { findIdentityPool, identityPoolOperation } from "../identity-pool-operation";
import { ownerOf, withLinks } from "../linked-identity";
import { linkOf } from "../login";
import { verifyLogins } from "../verify-logins";

/**
 * The identity of the logins, which is made the first time, and to which those belong from now on that are new; without a login a guest's, which is a new one each time.
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
    const links = (await verifyLogins(logins, pool, context)).map(linkOf);
    const owner = ownerOf(links, pool.id, context) ?? (await identities.make(pool.id, links[0]));
    return { IdentityId: (await withLinks(owner, links, context)).id };
  },
});
