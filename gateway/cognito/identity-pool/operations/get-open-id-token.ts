import * as v from "valibot";
import { requiredText, textMap } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { accessTo, amrOf } from "../access";
import { identityPoolOperation } from "../identity-pool-operation";
import { openIdToken } from "../openid-token";

const LIFETIME_SECONDS = 600;

/**
 * The classic flow: a token of the identity pool, with which STS gives the role that the caller names and that trusts
 * the identity. Only where the pool allows it.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdToken.html
 */
export const getOpenIdToken = identityPoolOperation({
  name: "GetOpenIdToken",
  input: v.object({ IdentityId: requiredText, Logins: textMap }),
  async run({ IdentityId: identityId, Logins: logins }, context) {
    const access = await accessTo(identityId, logins, context);
    const { identity, pool } = access;
    if (!pool.allowClassicFlow)
      throw cognitoError(
        "InvalidParameterException",
        "Basic (classic) flow is not enabled, please use enhanced flow.",
      );
    const parts = { identityId: identity.id, pool, amr: amrOf(access), seconds: LIFETIME_SECONDS };
    return { IdentityId: identity.id, Token: openIdToken(parts, context) };
  },
});
