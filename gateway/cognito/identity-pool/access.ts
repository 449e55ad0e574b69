import type { IdentityPool } from "../../../terraform/model";
import { OPEN_ID_PROVIDER } from "../../credentials/identity-pool-token";
import { notAuthorized } from "../exceptions";
import { type Identity, isGuest } from "./identities";
import { findIdentityPool, type IdentityPoolContext, identityNotFound } from "./identity-pool-operation";
import { type Login, type Logins, linkOf, verifyLogin } from "./login";
import { type DeveloperLogin, developerAmr, verifyDeveloperToken } from "./openid-token";

/** Who has proven to be an identity, and by what. */
export interface Access {
  readonly identity: Identity;
  readonly pool: IdentityPool;
  readonly by: { readonly login: Login } | { readonly developer: DeveloperLogin } | "guest";
}

/**
 * Whether a caller may act as an identity: with a login that belongs to it, with a token for it, or without any where it is a
 * guest's. A login that is new to the pool joins a guest's identity. One that has an identity of its own takes the guest's
 * place there, so that the identity in the answer may be another one.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/switching-identities.html
 *
 * @throws {ServiceError} `NotAuthorizedException`, `ResourceNotFoundException`
 */
export async function accessTo(
  identityId: string,
  logins: Logins,
  context: IdentityPoolContext,
): Promise<Access> {
  const { identities } = context;
  const identity = identities.get(identityId);
  if (identity === undefined) throw identityNotFound(identityId);
  const pool = findIdentityPool(context, identity.poolId);
  if (Object.keys(logins).length === 0) return asGuest(identity, pool);
  const { [OPEN_ID_PROVIDER]: token, ...others } = logins;
  if (token !== undefined && Object.keys(others).length === 0)
    return { identity, pool, by: { developer: verifyDeveloperToken(token, { identity, pool }, context) } };
  const login = verifyLogin(logins, pool, context);
  const link = linkOf(login);
  const owner = identities.ofLink(pool.id, link);
  if (owner?.id === identity.id) return { identity, pool, by: { login } };
  if (!isGuest(identity)) throw noMatch();
  if (owner === undefined)
    return { identity: await identities.relink(identity, [link]), pool, by: { login } };
  await identities.remove(identity);
  return { identity: owner, pool, by: { login } };
}

function asGuest(identity: Identity, pool: IdentityPool): Access {
  if (!pool.allowUnauthenticated) throw noGuests();
  if (!isGuest(identity)) throw notAuthorized(`Access to Identity '${identity.id}' is forbidden.`);
  return { identity, pool, by: "guest" };
}

export function noGuests() {
  return notAuthorized("Unauthenticated access is not supported for this identity pool.");
}

function noMatch() {
  return notAuthorized(
    "Logins don't match. Please include at least one valid login for this identity or identity pool.",
  );
}

/** `amr` of a token, and of a role's trust policy, for who has proven to be an identity. */
export function amrOf({ by, pool }: Access): readonly string[] {
  if (by === "guest") return ["unauthenticated"];
  if ("developer" in by) return developerAmr(pool, by.developer);
  const { providerName, sub } = by.login;
  return ["authenticated", providerName, `${providerName}:CognitoSignIn:${sub}`];
}
