import type { IdentityPool } from "../../../terraform/model";
import { OPEN_ID_PROVIDER } from "../../credentials/identity-pool-token";
import { notAuthorized } from "../exceptions";
import { type Identity, isGuest } from "./identities";
import { findIdentityPool, type IdentityPoolContext, identityNotFound } from "./identity-pool-operation";
import { ownerOf, withLinks } from "./linked-identity";
import { type Login, type Logins, linkOf } from "./login";
import { type DeveloperLogin, developerAmr, verifyDeveloperToken } from "./openid-token";
import { verifyLogins } from "./verify-logins";

/** Who has proven to be an identity, and by what. */
export interface Access {
  readonly identity: Identity;
  readonly pool: IdentityPool;
  readonly by:
    | { readonly logins: readonly [Login, ...Login[]] }
    | { readonly developer: DeveloperLogin }
    | "guest";
}

/**
 * Whether a caller may act as an identity: with a login that belongs to it, with a token for it, or without any where it is a
 * guest's. Logins that are new to the pool join the identity of the others, or a guest's. One that has an identity of
 * its own takes the guest's place there, so that the identity in the answer may be another one.
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
  const found = (): Identity => {
    const known = identities.get(identityId);
    if (known === undefined) throw identityNotFound(identityId);
    return known;
  };
  const asked = found();
  const pool = findIdentityPool(context, asked.poolId);
  if (Object.keys(logins).length === 0) return asGuest(asked, pool);
  const { [OPEN_ID_PROVIDER]: token, ...others } = logins;
  if (token !== undefined && Object.keys(others).length > 0)
    throw notAuthorized(`This gate serves no other login beside one of ${OPEN_ID_PROVIDER}.`);
  if (token !== undefined)
    return {
      identity: asked,
      pool,
      by: { developer: verifyDeveloperToken(token, { identity: asked, pool }, context) },
    };
  const by = { logins: await verifyLogins(logins, pool, context) };
  const links = by.logins.map(linkOf);
  // The identity may be another one's since the logins are verified. From here on, nothing else runs before the writes.
  const identity = found();
  const owner = ownerOf(links, pool.id, context);
  if (owner?.id !== identity.id && !isGuest(identity)) throw noMatch();
  const linking = withLinks(owner ?? identity, links, context);
  if (owner && owner.id !== identity.id) await Promise.all([linking, identities.remove(identity)]);
  return { identity: await linking, pool, by };
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
  return [
    "authenticated",
    ...by.logins.flatMap(({ method, providerName, sub }) => [
      providerName,
      `${providerName}:${method}:${sub}`,
    ]),
  ];
}
