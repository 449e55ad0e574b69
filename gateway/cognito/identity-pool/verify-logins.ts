import { own } from "../../../terraform/language/expression";
import type { IdentityPool } from "../../../terraform/model";
import type { Claims } from "../../jwt/sign";
import { verifyJwt } from "../../jwt/verify";
import { cognitoError, notAuthorized } from "../exceptions";
import { isRevoked } from "../user-pool/revoked";
import type { IdentityPoolContext } from "./identity-pool-operation";
import { type Login, type Logins, providerOf } from "./login";
import { verifyOpenIdLogin } from "./openid-login";
import { verifySamlLogin } from "./saml-login";

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html */
const MOST_LOGINS = 10;

/**
 * Verifies the logins of a call against the providers of an identity pool: each must be valid.
 *
 * @returns at least one
 * @throws {ServiceError} `NotAuthorizedException`, with AWS's message for each case; `InvalidParameterException`
 */
export async function verifyLogins(
  logins: Logins,
  pool: IdentityPool,
  context: IdentityPoolContext,
): Promise<readonly [Login, ...Login[]]> {
  const entries = Object.entries(logins);
  if (entries.length > MOST_LOGINS)
    throw cognitoError("InvalidParameterException", `A call has at most ${MOST_LOGINS} logins.`);
  const [first, ...others] = await Promise.all(entries.map((entry) => verifyLogin(entry, pool, context)));
  if (first === undefined) throw notAuthorized("Please provide a valid login.");
  const names = [first, ...others].map(({ providerName }) => providerName);
  // A user pool has two names where its issuer is this gate.
  if (new Set(names).size < names.length)
    throw cognitoError("InvalidParameterException", "Two logins are of one provider.");
  return [first, ...others];
}

async function verifyLogin(
  [name, token]: readonly [name: string, token: string],
  pool: IdentityPool,
  context: IdentityPoolContext,
): Promise<Login> {
  const clientId = own(pool.supportedLogins ?? {}, name);
  if (clientId !== undefined)
    return verifyOpenIdLogin(token, { name, clientIds: [clientId], isSocial: true }, context);
  const { openIdProviders = [], samlProviders } = { ...context.model, ...context };
  const issuer = openIdProviders.find((one) => one.name === name);
  if (issuer && pool.openIdProviderArns?.includes(issuer.arn))
    return verifyOpenIdLogin(token, issuer, context);
  const directory = samlProviders.find(({ arn }) => arn === name);
  if (directory && pool.samlProviderArns?.includes(directory.arn))
    return verifySamlLogin(token, directory, context);
  return ofUserPool(name, token, pool, context);
}

function ofUserPool(name: string, token: string, pool: IdentityPool, context: IdentityPoolContext): Login {
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
  const { "cognito:preferred_role": preferred, "cognito:roles": roles } = claims;
  return {
    providerName,
    mappedAs: [`${providerName}:${aud}`],
    tagsAs: [providerName],
    method: "CognitoSignIn",
    sub,
    claims,
    roles: {
      all: Array.isArray(roles) ? roles.map(String) : [],
      ...(typeof preferred === "string" && { preferred }),
    },
  };
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
