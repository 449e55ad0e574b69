import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { checkClientSecret } from "../client-secret";
import { openRefreshToken } from "../refresh-token";
import { findClient, userPoolOperation } from "../user-pool-operation";

/**
 * Revokes a refresh token, and all access tokens that it gave. As at `/oauth2/revoke` (RFC 7009, 2.2), a token that is
 * not known is no error.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html
 */
export const revokeToken = userPoolOperation({
  name: "RevokeToken",
  input: v.object({ ClientId: requiredText, Token: requiredText, ClientSecret: v.optional(v.string()) }),
  async run({ ClientId, ClientSecret, Token }, context) {
    const { client } = findClient(context, ClientId);
    checkClientSecret(client, ClientSecret, context.seal);
    if (!client.settings.revokesTokens)
      throw cognitoError(
        "UnsupportedOperationException",
        `Token revocation is not enabled for the client: ${client.id}`,
      );
    if (Token.split(".").length === 3)
      throw cognitoError("UnsupportedTokenTypeException", "Only refresh tokens can be revoked.");
    const token = openRefreshToken(Token, context.seal);
    const family = token && context.directory.families.get(token.originJti);
    if (family === undefined) return {};
    if (family.clientId !== client.id)
      throw cognitoError("UnauthorizedException", "The token was issued to another client.");
    await context.directory.families.revoke(family.originJti);
    return {};
  },
});
