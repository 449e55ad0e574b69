import type { IdentityPool } from "../../../terraform/model";
import { OPEN_ID_ISSUER } from "../../credentials/identity-pool-token";
import { type OpenIdClaims, verifyOpenIdToken } from "../../jwt/openid-token";
import { signJwt } from "../../jwt/sign";
import { notAuthorized } from "../exceptions";
import type { Identity } from "./identities";
import type { IdentityPoolContext } from "./identity-pool-operation";
import type { Tags } from "./principal-tags";

interface TokenParts {
  readonly identityId: string;
  readonly pool: IdentityPool;
  /** Without `authenticated`, which comes first. */
  readonly amr: readonly string[];
  readonly seconds: number;
  readonly tags?: Tags | undefined;
}

/** A token of an identity pool. https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html */
export function openIdToken(
  { amr, identityId, pool, seconds, tags = {} }: TokenParts,
  { idTokenKey, now }: IdentityPoolContext,
): string {
  const issued = Math.floor(now().getTime() / 1_000);
  const principal_tags = Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]));
  const claims = {
    sub: identityId,
    aud: pool.id,
    amr,
    ...(Object.keys(tags).length > 0 && { [TAGS]: { principal_tags } }),
    iss: OPEN_ID_ISSUER,
    exp: issued + seconds,
    iat: issued,
  };
  return signJwt(claims, idTokenKey);
}

const TAGS = "https://aws.amazon.com/tags";

/** What a token of the identity pool says of a user of its developer provider. */
export interface DeveloperLogin {
  readonly provider: string;
  readonly user: string;
  readonly tags: Tags;
}

/**
 * Verifies a token that GetOpenIdTokenForDeveloperIdentity gave for this identity. One of the classic flow, which also is
 * for an identity, is none.
 *
 * @throws {ServiceError} `NotAuthorizedException`
 */
export function verifyDeveloperToken(
  token: string,
  { identity, pool }: { readonly identity: Identity; readonly pool: IdentityPool },
  { idTokenKey, now }: IdentityPoolContext,
): DeveloperLogin {
  const result = verifyOpenIdToken(token, { issuer: OPEN_ID_ISSUER, keys: [idTokenKey], now: now() });
  if (result.outcome === "expired") {
    const seconds = Math.floor(now().getTime() / 1_000);
    throw notAuthorized(`Invalid login token. Token expired: ${result.exp} >= ${seconds}`);
  }
  if (result.outcome === "invalid") throw notAuthorized("Invalid login token. Couldn't verify signed token.");
  const login = developerLoginIn(result, pool);
  if (result.aud !== pool.id || result.sub !== identity.id || login === undefined)
    throw notAuthorized("Invalid login token. Not a valid OpenId Connect identity token.");
  if (!identity.links.some(({ provider, user }) => provider === login.provider && user === login.user))
    throw notAuthorized(
      "Logins don't match. Please include at least one valid login for this identity or identity pool.",
    );
  return login;
}

/** As developerAmr() writes it. */
function developerLoginIn(
  { claims: { amr, [TAGS]: tags } }: OpenIdClaims,
  { developerProviderName: provider, id }: IdentityPool,
): DeveloperLogin | undefined {
  if (provider === undefined || !Array.isArray(amr)) return undefined;
  const [, named, qualified] = amr as unknown[];
  const start = `${provider}:${id}:`;
  if (named !== provider || typeof qualified !== "string" || !qualified.startsWith(start)) return undefined;
  // The gate has signed it, so that it has this form.
  const { principal_tags: given = {} } = (tags ?? {}) as {
    readonly principal_tags?: Record<string, [string]>;
  };
  const entries = Object.entries(given).map(([name, [value]]) => [name, value] as const);
  return { provider, user: qualified.slice(start.length), tags: Object.fromEntries(entries) };
}

/** `amr` of a user of a developer provider. */
export function developerAmr(
  { id }: IdentityPool,
  { provider, user }: Pick<DeveloperLogin, "provider" | "user">,
): readonly string[] {
  return ["authenticated", provider, `${provider}:${id}:${user}`];
}
