import { signJwt } from "../../jwt/sign";
import type { StoredUser } from "../directory/stored-user";
import type { FlowContext } from "./auth-flow";
import { baseClaims, OWN_SCOPE } from "./claims";
import { groupClaims } from "./groups";
import { customizeTokens, type TriggerSource } from "./pre-token-generation";

/** Signs a user in: the AuthenticationResult at the end of a flow, after the trigger has changed the tokens. */
export async function issueTokens(
  user: StoredUser,
  context: FlowContext,
  source: TriggerSource,
): Promise<unknown> {
  const { client, pool, seal } = context;
  const groups = groupClaims(user.groups, pool);
  const claims = await customizeTokens(
    baseClaims(user, context),
    { user, groups, source, scopes: [OWN_SCOPE] },
    context,
  );
  return {
    AccessToken: signJwt(claims.access, context.accessTokenKey),
    ExpiresIn: client.accessTokenSeconds,
    IdToken: signJwt(claims.id, context.idTokenKey),
    RefreshToken: seal.close("refresh-token", {
      poolId: pool.id,
      clientId: client.id,
      username: user.username,
      originJti: claims.id.origin_jti,
      authTime: claims.id.auth_time,
    }),
    TokenType: "Bearer",
  };
}
