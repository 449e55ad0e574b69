import type { StoredUser } from "../directory/stored-user";
import { issueTokens } from "../user-pool/tokens";
import type { DomainContext, OauthClient } from "./context";

/** RFC 6749, 5.1. */
export interface TokenResponse {
  readonly id_token?: string;
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly expires_in: number;
  readonly token_type: "Bearer";
}

/** What a user agreed to. */
export interface UserGrant extends OauthClient {
  readonly scopes: readonly string[];
  readonly nonce?: string;
}

/**
 * The tokens of a user who signed in at the pool's pages; the ID token needs the scope `openid`.
 *
 * @throws {ServiceError} where the pre-token-generation trigger fails
 */
export async function userTokens(
  user: StoredUser,
  grant: UserGrant,
  { authTime, context }: { readonly authTime: number; readonly context: DomainContext },
): Promise<TokenResponse> {
  const { client, nonce, pool, scopes } = grant;
  const tokens = await issueTokens(
    user,
    { ...context, pool, client },
    {
      source: "TokenGeneration_HostedAuth",
      scopes,
      authTime,
      ...(nonce !== undefined && { idClaims: { nonce } }),
    },
  );
  return {
    ...(scopes.includes("openid") && { id_token: tokens.IdToken }),
    access_token: tokens.AccessToken,
    refresh_token: tokens.RefreshToken,
    expires_in: tokens.ExpiresIn,
    token_type: "Bearer",
  };
}
