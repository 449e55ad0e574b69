import type { StoredUser } from "../directory/stored-user";
import type { RefreshProblem, RefreshToken, TokenFamily } from "../directory/token-families";
import { cognitoError, notAuthorized } from "../exceptions";
import type { FlowContext } from "./auth-flow";
import { openRefreshToken, sealRefreshToken } from "./refresh-token";
import { type TokenRequest, type Tokens, tokensOf } from "./tokens";

/** Cognito's messages. The one for rotation is not documented. */
const PROBLEMS: Readonly<Record<RefreshProblem, () => Error>> = {
  unknown: () => notAuthorized("Invalid Refresh Token."),
  expired: () => notAuthorized("Refresh Token has expired"),
  revoked: () => notAuthorized("Refresh Token has been revoked"),
  replaced: () => cognitoError("RefreshTokenReuseException", "Refresh token has been replaced by rotation."),
};

export type RefreshOptions = Pick<TokenRequest, "clientMetadata" | "idClaims">;

/**
 * New tokens for a refresh token, and another refresh token where the client rotates them.
 *
 * @throws {ServiceError} `NotAuthorizedException`, `RefreshTokenReuseException`, and what the trigger throws
 */
export async function refreshTokens(
  text: string,
  context: FlowContext,
  options: RefreshOptions = {},
): Promise<Tokens & { readonly RefreshToken?: string }> {
  const { client, directory, seal } = context;
  const { family, token } = usable(text, context);
  const user = directory.users.get(family);
  if (user === undefined) throw PROBLEMS.unknown();
  if (!user.isEnabled) throw notAuthorized("User is disabled.");
  const { rotation } = client.settings;
  // Before the trigger runs, so that the same token is not used a second time meanwhile.
  const number = rotation && (await directory.families.rotate(token, rotation.retryGraceSeconds));
  const request = { ...options, source: "TokenGeneration_RefreshTokens" as const };
  const tokens = await tokensOf(user, family, { context, request });
  if (number === undefined) return tokens;
  return { ...tokens, RefreshToken: sealRefreshToken({ originJti: token.originJti, number }, seal) };
}

/** The user of a refresh token, also of one that may not be used. */
export function ownerOf(text: string, { directory, seal }: FlowContext): StoredUser | undefined {
  const token = openRefreshToken(text, seal);
  const family = token && directory.families.get(token.originJti);
  return family && directory.users.get(family);
}

function usable(
  text: string,
  { client, directory, pool, seal }: FlowContext,
): { readonly family: TokenFamily; readonly token: RefreshToken } {
  const token = openRefreshToken(text, seal);
  const family = token ? directory.families.ofRefreshToken(token) : "unknown";
  if (token === undefined || typeof family === "string")
    throw PROBLEMS[typeof family === "string" ? family : "unknown"]();
  if (family.clientId !== client.id || family.poolId !== pool.id) throw PROBLEMS.unknown();
  return { family, token };
}
