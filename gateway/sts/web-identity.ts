import { OPEN_ID_ISSUER, OPEN_ID_PROVIDER } from "../credentials/identity-pool-token";
import { type OpenIdClaims, verifyOpenIdToken } from "../jwt/openid-token";
import type { Claims } from "../jwt/sign";
import { unverifiedClaims } from "../jwt/verify";
import { accessDenied, expiredToken, invalidIdentityToken } from "./errors";
import { checkTags } from "./session-tags";
import type { StsContext } from "./sts-operation";

/** A token of an issuer that the account trusts, verified. */
export interface WebIdentity {
  /** As trust policies name it: `cognito-identity.amazonaws.com`, or the ARN of the provider. */
  readonly provider: string;
  readonly subject: string;
  readonly audience: string;
  /** Condition keys of the token. */
  readonly keys: Readonly<Record<string, string | readonly string[]>>;
  /** Those of them that the session's own requests have too. */
  readonly sessionKeys: Readonly<Record<string, string | readonly string[]>>;
  readonly tags: Readonly<Record<string, string>>;
}

const NO_JWT =
  "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)";

/**
 * Verifies a web identity token: of an identity pool with the classic flow on, or of an OpenID Connect provider of the
 * Terraform. Its keys are the gate's own, or come by discovery from the server that `--backend` names for the issuer.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 *
 * @throws {ServiceError} `InvalidIdentityToken`, `ExpiredTokenException`, `AccessDenied`
 */
export async function verifyWebIdentity(token: string, context: StsContext): Promise<WebIdentity> {
  const iss = unverifiedClaims(token)?.iss;
  if (typeof iss !== "string") throw invalidIdentityToken(NO_JWT);
  return iss === OPEN_ID_ISSUER ? ofIdentityPool(token, context) : ofProvider(token, iss, context);
}

async function ofIdentityPool(token: string, context: StsContext): Promise<WebIdentity> {
  const verified = await verifiedBy(token, OPEN_ID_ISSUER, context);
  const pool = context.model.identityPools.find(({ id }) => id === verified.aud);
  // AWS does not document what becomes of tokens of a pool without the classic flow. They are refused.
  if (!pool?.allowClassicFlow) throw accessDenied("Not authorized to perform sts:AssumeRoleWithWebIdentity");
  return identityOf(verified, OPEN_ID_PROVIDER, OPEN_ID_PROVIDER);
}

async function ofProvider(token: string, iss: string, context: StsContext): Promise<WebIdentity> {
  const name = iss.replace(/^https:\/\//, "");
  const provider = context.model.openIdProviders?.find((known) => known.name === name);
  if (provider === undefined)
    throw invalidIdentityToken(`No OpenIDConnect provider found in your account for ${iss.slice(0, 200)}`);
  const verified = await verifiedBy(token, iss, context);
  const { azp, token_use: use } = verified.claims;
  if (use !== undefined && use !== "id") throw invalidIdentityToken(NO_JWT);
  const audiences = typeof azp === "string" ? [verified.aud, azp] : [verified.aud];
  if (!audiences.every((audience) => provider.clientIds.includes(audience)))
    throw invalidIdentityToken("Incorrect token audience");
  return identityOf(verified, provider.arn, provider.name);
}

async function verifiedBy(
  token: string,
  issuer: string,
  { issuerKeys, log, now }: StsContext,
): Promise<OpenIdClaims> {
  const keys = await issuerKeys(issuer);
  if ("problem" in keys) {
    log(`The keys of ${issuer} cannot be had: ${keys.reason}`);
    throw invalidIdentityToken(
      "Couldn't retrieve verification key from your identity provider, please reference AssumeRoleWithWebIdentity documentation for requirements",
    );
  }
  const result = verifyOpenIdToken(token, { issuer, keys, now: now() });
  if (result.outcome === "valid") return result;
  if (result.outcome === "expired")
    throw expiredToken(
      `Token expired: current date/time ${Math.floor(now().getTime() / 1_000)} must be before the expiration date/time ${result.exp}`,
    );
  throw invalidIdentityToken(result.why === "malformed" ? NO_JWT : "The token's signature is not valid.");
}

/**
 * With `azp`, IAM's key `aud` is that, and the token's own audience is `oaud`. The keys of identity pools are known to last
 * for the session; of other providers that is not documented, so that no policy of a session is met by them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
function identityOf({ aud, claims, sub }: OpenIdClaims, provider: string, prefix: string): WebIdentity {
  const { amr, azp } = claims;
  const hasAzp = typeof azp === "string";
  const federated = { "aws:FederatedProvider": provider };
  const keys = {
    ...federated,
    [`${prefix}:aud`]: hasAzp ? azp : aud,
    ...(hasAzp && { [`${prefix}:oaud`]: aud }),
    [`${prefix}:sub`]: sub,
    ...(Array.isArray(amr) && { [`${prefix}:amr`]: amr.filter((one) => typeof one === "string") }),
  };
  return {
    provider,
    subject: sub,
    audience: aud,
    keys,
    sessionKeys: provider === OPEN_ID_PROVIDER ? keys : federated,
    tags: tagsIn(claims),
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp */
function tagsIn(claims: Claims): Record<string, string> {
  const claim = claims["https://aws.amazon.com/tags"] ?? {};
  const { principal_tags: tags = {}, ...others } = claim as { readonly principal_tags?: unknown };
  const [unserved] =
    "https://aws.amazon.com/source_identity" in claims ? ["source_identity"] : Object.keys(others);
  if (unserved !== undefined)
    throw invalidIdentityToken(`The claim ${unserved.slice(0, 200)} is not served by this gate.`);
  if (typeof tags !== "object" || tags === null || Array.isArray(tags)) throw invalidIdentityToken(NO_JWT);
  return checkTags(
    Object.entries(tags).map(([name, value]) => {
      const [text, ...others] = Array.isArray(value) ? value : [value];
      if (typeof text !== "string" || others.length > 0) throw invalidIdentityToken(NO_JWT);
      return [name, text] as const;
    }),
  );
}
