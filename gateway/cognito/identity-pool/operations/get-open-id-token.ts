import * as v from "valibot";
import { OPEN_ID_ISSUER } from "../../../credentials/identity-pool-token";
import { signJwt } from "../../../jwt/sign";
import { requiredText, textMap } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { identityPoolOperation } from "../identity-pool-operation";
import { verifyLogin } from "../login";
import { poolOf } from "../pool-of";

const LIFETIME_SECONDS = 600;

/**
 * The classic flow: a token of the identity pool, with which STS gives the role that the caller names and that trusts
 * the identity. Only where the pool allows it.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdToken.html
 */
export const getOpenIdToken = identityPoolOperation({
  name: "GetOpenIdToken",
  input: v.object({ IdentityId: requiredText, Logins: textMap }),
  run({ IdentityId: identityId, Logins: logins }, context) {
    const pool = poolOf(identityId, logins, context);
    const { providerName, sub } = verifyLogin(logins, pool, context);
    if (!pool.allowClassicFlow)
      throw cognitoError(
        "InvalidParameterException",
        "Basic (classic) flow is not enabled, please use enhanced flow.",
      );
    const issued = Math.floor(context.now().getTime() / 1_000);
    const claims = {
      sub: identityId,
      aud: pool.id,
      amr: ["authenticated", providerName, `${providerName}:CognitoSignIn:${sub}`],
      iss: OPEN_ID_ISSUER,
      exp: issued + LIFETIME_SECONDS,
      iat: issued,
    };
    return { IdentityId: identityId, Token: signJwt(claims, context.idTokenKey) };
  },
});
