import { OWN_SCOPE } from "../../user-pool/claims";
import { refreshTokens } from "../../user-pool/refresh";
import { openRefreshToken } from "../../user-pool/refresh-token";
import { OauthError } from "../oauth-error";
import type { Grant } from "./grant";

/**
 * RFC 6749, 6. The new tokens have the scopes of the old ones. Sessions of this endpoint need no ALLOW_REFRESH_TOKEN_AUTH.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
 */
export const refreshToken: Grant = async (form, { client, oauth, pool }, context) => {
  if (!oauth.flows.includes("code"))
    throw new OauthError("unauthorized_client", `${client.address} does not have the flow code`);
  const text = form.get("refresh_token");
  if (text === undefined) throw new OauthError("invalid_request", "refresh_token is missing");
  const token = openRefreshToken(text, context.seal);
  const { scopes = [] } = (token && context.directory.families.get(token.originJti)) ?? {};
  const tokens = await refreshTokens(text, { ...context, client, pool });
  // A sign-in by the pool's API has an ID token without the scope.
  const hasIdToken = scopes.includes("openid") || (scopes.length === 1 && scopes[0] === OWN_SCOPE);
  return {
    ...(hasIdToken && { id_token: tokens.IdToken }),
    access_token: tokens.AccessToken,
    ...(tokens.RefreshToken !== undefined && { refresh_token: tokens.RefreshToken }),
    expires_in: tokens.ExpiresIn,
    token_type: "Bearer",
  };
};
