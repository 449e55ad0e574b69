import type { IdentityPool } from "../../../terraform/model";
import type { Claims } from "../../jwt/sign";
import { verifyJwt } from "../../jwt/verify";
import { notAuthorized } from "../exceptions";
import { isRevoked } from "../user-pool/revoked";
import type { Link } from "./identities";
import type { IdentityPoolContext } from "./identity-pool-operation";

/** A login that was verified: an ID token of one of the identity pool's providers. */
export interface Login {
  /** `cognito-idp.REGION.amazonaws.com/POOL` */
  readonly providerName: string;
  readonly clientId: string;
  readonly sub: string;
  readonly claims: Claims;
}

export function linkOf({ providerName, sub }: Login): Link {
  return { provider: providerName, user: sub };
}

/** ID tokens by the name of their provider. */
export type Logins = Readonly<Record<string, string>>;

/**
 * Verifies the one login of a call against the providers of an identity pool.
 *
 * @throws {ServiceError} `NotAuthorizedException`, with AWS's message for each case.
 */
export function verifyLogin(logins: Logins, pool: IdentityPool, context: IdentityPoolContext): Login {
  const [login, ...others] = Object.entries(logins);
  if (login === undefined) throw notAuthorized("Please provide a valid login.");
  if (others.length > 0) throw notAuthorized("This gate supports one login for each identity.");
  const [name, token] = login;
  const { issuer, providerName } = providerOf(name, context);
  const claims = verifyToken(token, issuer, context);
  const { aud, sub, token_use: use } = claims;
  if (typeof aud !== "string") throw notAuthorized("Invalid login token. Missing a required claim: aud");
  if (use !== "id" || typeof sub !== "string")
    throw notAuthorized("Invalid login token. Not a valid OpenId Connect identity token.");
  const provider = pool.providers.find(
    (known) => known.providerName === providerName && known.clientId === aud,
  );
  if (provider === undefined)
    throw notAuthorized("Token is not from a supported provider of this identity pool.");
  if (provider.serverSideTokenCheck) checkAtUserPool(claims, issuer, context);
  return { providerName, clientId: aud, sub, claims };
}

/**
 * Asks the user pool whether it still vouches for the token: that its user is there and enabled, and that it was not
 * revoked. Only where the identity pool says so; AWS does not document the messages.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html
 */
function checkAtUserPool(claims: Claims, issuer: string, { directory, model }: IdentityPoolContext): void {
  const pool = model.userPools.find((candidate) => candidate.issuer === issuer);
  const user = pool && directory.users.get({ poolId: pool.id, sub: String(claims.sub) });
  if (!user?.isEnabled) throw notAuthorized("Invalid login token. The user was deleted or is disabled.");
  if (isRevoked(claims, user, directory))
    throw notAuthorized("Invalid login token. The token has been revoked.");
}

/**
 * The provider that a login names, and its issuer. A user pool whose issuer is this gate is also named by that address:
 * Amplify takes the name from the token. The name chooses whose tokens are accepted; it vouches for none.
 */
export function providerOf(
  name: string,
  { model }: Pick<IdentityPoolContext, "model">,
): { readonly providerName: string; readonly issuer: string } {
  for (const { endpoint: providerName, issuer } of model.userPools)
    if (name === providerName || name === issuer.replace(/^https?:\/\//, "")) return { providerName, issuer };
  return { providerName: name, issuer: `https://${name}` };
}

function verifyToken(token: string, issuer: string, context: IdentityPoolContext): Claims {
  const result = verifyJwt(token, { keys: context.tokenKeys, issuer, now: context.now() });
  if (result.outcome === "valid") return result.claims;
  if (result.outcome === "expired") {
    const seconds = Math.floor(context.now().getTime() / 1_000);
    throw notAuthorized(`Invalid login token. Token expired: ${result.claims.exp} >= ${seconds}`);
  }
  switch (result.why) {
    case "issuer":
      throw notAuthorized("Invalid login token. Issuer doesn't match providerName");
    case "signature":
      throw notAuthorized("Invalid login token. Couldn't verify signed token.");
    default:
      throw notAuthorized("Invalid login token. Not a valid OpenId Connect identity token.");
  }
}
