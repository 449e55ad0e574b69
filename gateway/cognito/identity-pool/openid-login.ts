import { verifyOpenIdToken } from "../../jwt/openid-token";
import { unverifiedClaims } from "../../jwt/verify";
import { notAuthorized } from "../exceptions";
import type { IdentityPoolContext } from "./identity-pool-operation";
import type { Login } from "./login";

interface Issuer {
  /** The issuer without its scheme. */
  readonly name: string;
  readonly clientIds: readonly string[];
  /** Of a provider that IAM knows. */
  readonly arn?: string;
  /** Whether it is one of `supported_login_providers`. */
  readonly isSocial?: true;
}

/** Social providers whose logins are ID tokens. Facebook, Login with Amazon, Twitter and Digits give opaque tokens. */
export const SOCIAL_ISSUERS: readonly string[] = ["accounts.google.com", "appleid.apple.com"];

/**
 * Verifies an ID token of an issuer that is no user pool. Its keys are the gate's own, or come by OpenID discovery from the
 * server that `--backend` names for the issuer.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/open-id.html
 *
 * @throws {ServiceError} `NotAuthorizedException`
 */
export async function verifyOpenIdLogin(
  token: string,
  { arn, clientIds, isSocial, name }: Issuer,
  { issuerKeys, log, now }: IdentityPoolContext,
): Promise<Login> {
  if (isSocial && !SOCIAL_ISSUERS.includes(name))
    throw notAuthorized(`Logins of ${name} are not served by this gate: they are no OpenID Connect tokens.`);
  const issuer = `https://${name}`;
  const iss = unverifiedClaims(token)?.iss;
  if (iss === undefined)
    throw notAuthorized("Invalid login token. Not a valid OpenId Connect identity token.");
  if (iss !== issuer) throw notAuthorized("Invalid login token. Issuer doesn't match providerName");
  const keys = await issuerKeys(issuer);
  if ("problem" in keys) {
    log(`The keys of ${issuer} cannot be had: ${keys.reason}`);
    throw notAuthorized("Invalid login token. Couldn't verify signed token.");
  }
  const result = verifyOpenIdToken(token, { issuer, keys, now: now() });
  if (result.outcome === "expired")
    throw notAuthorized(
      `Invalid login token. Token expired: ${result.exp} >= ${Math.floor(now().getTime() / 1_000)}`,
    );
  if (result.outcome === "invalid")
    throw notAuthorized(
      result.why === "signature"
        ? "Invalid login token. Couldn't verify signed token."
        : "Invalid login token. Not a valid OpenId Connect identity token.",
    );
  const { aud, claims, sub } = result;
  const { azp, token_use: use } = claims;
  // Of a user pool that is taken as an issuer, access tokens are none.
  if (use !== undefined && use !== "id")
    throw notAuthorized("Invalid login token. Not a valid OpenId Connect identity token.");
  const audiences = typeof azp === "string" ? [aud, azp] : [aud];
  if (!audiences.every((audience) => clientIds.includes(audience)))
    throw notAuthorized("Token is not from a supported provider of this identity pool.");
  const names = arn === undefined ? [name] : [name, arn];
  return {
    providerName: name,
    mappedAs: names,
    tagsAs: names,
    method: "OIDC",
    sub,
    claims,
    // Whose roles a token of another issuer may name is not documented.
    roles: { all: [] },
  };
}
