import { createHash } from "node:crypto";
import type { UserPoolClient } from "../../../terraform/model";
import { signJwt } from "../../jwt/sign";
import type { StoredUser } from "../directory/stored-user";
import type { TokenFamily } from "../directory/token-families";
import type { FlowContext } from "./auth-flow";
import { baseClaims, OWN_SCOPE } from "./claims";
import { groupClaims } from "./groups";
import { customizeTokens, type TriggerSource } from "./pre-token-generation";
import { sealRefreshToken } from "./refresh-token";

/** How tokens come to be issued. */
export interface TokenRequest {
  readonly source: TriggerSource;
  /** Scopes that were granted. @default the one of the user pool's own operations */
  readonly scopes?: readonly string[];
  /** When the user signed in, in seconds since 1970. @default now */
  readonly authTime?: number;
  /** Claims of the ID token alone, such as a nonce. No trigger sees them. @default none */
  readonly idClaims?: Readonly<Record<string, unknown>>;
  /** What the client tells the trigger. @default none */
  readonly clientMetadata?: Readonly<Record<string, string>>;
}

/**
 * Ends every flow and challenge that has signed a user in.
 *
 * @returns the output of InitiateAuth and RespondToAuthChallenge
 * @throws {ServiceError} as issueTokens does
 */
export async function signedIn(
  user: StoredUser,
  context: FlowContext,
  request: TokenRequest,
): Promise<unknown> {
  if (context.onSignedIn === undefined)
    return { ChallengeParameters: {}, AuthenticationResult: await issueTokens(user, context, request) };
  context.onSignedIn(user);
  return {};
}

/** AuthenticationResult without a refresh token. */
export interface Tokens {
  readonly AccessToken: string;
  readonly ExpiresIn: number;
  readonly IdToken: string;
  readonly TokenType: "Bearer";
}

/**
 * Signs a user in: begins a family of tokens, which is on disk when this resolves.
 *
 * @returns the AuthenticationResult
 * @throws {ServiceError} where the pre-token-generation trigger fails
 */
export async function issueTokens(
  user: StoredUser,
  context: FlowContext,
  request: TokenRequest,
): Promise<Tokens & { readonly RefreshToken: string }> {
  const { client, directory, now, pool, seal } = context;
  const at = now().getTime();
  const refreshUntil = at + client.refreshTokenSeconds * 1_000;
  const family = await directory.families.begin({
    poolId: pool.id,
    sub: user.sub,
    clientId: client.id,
    authTime: request.authTime ?? Math.floor(at / 1_000),
    scopes: request.scopes ?? [OWN_SCOPE],
    refreshUntil,
    expiresAt: refreshUntil + longestSeconds(client) * 1_000,
  });
  const tokens = await tokensOf(user, family, { context, request });
  return { ...tokens, RefreshToken: sealRefreshToken({ originJti: family.originJti, number: "0" }, seal) };
}

/** New ID and access tokens of a session. */
export async function tokensOf(
  user: StoredUser,
  family: TokenFamily,
  { context, request }: { readonly context: FlowContext; readonly request: TokenRequest },
): Promise<Tokens> {
  const { client, pool } = context;
  const groups = groupClaims(user.groups, pool);
  const claims = await customizeTokens(
    baseClaims(user, family, context),
    { user, groups, source: request.source, scopes: family.scopes, clientMetadata: request.clientMetadata },
    context,
  );
  const accessToken = signJwt(claims.access, context.accessTokenKey);
  const hash = family.scopes.includes("openid") ? { at_hash: halfHash(accessToken) } : {};
  return {
    AccessToken: accessToken,
    ExpiresIn: client.accessTokenSeconds,
    IdToken: signJwt({ ...claims.id, ...hash, ...request.idClaims }, context.idTokenKey),
    TokenType: "Bearer",
  };
}

/** OpenID Connect Core 1.0, 3.1.3.6. Cognito has it in tokens of its OAuth endpoints alone. */
function halfHash(token: string): string {
  return createHash("sha256").update(token).digest().subarray(0, 16).toString("base64url");
}

function longestSeconds({ accessTokenSeconds, idTokenSeconds }: UserPoolClient): number {
  return Math.max(accessTokenSeconds, idTokenSeconds);
}
