import type { IdentityPool } from "../../../terraform/model";
import { cognitoError } from "../exceptions";
import type { Identity, Link } from "./identities";
import { type IdentityPoolContext, identityNotFound } from "./identity-pool-operation";

const LONGEST = 1_024;

/**
 * A user of the pool's developer provider.
 *
 * @throws {ServiceError} `InvalidParameterException`
 */
export function developerLink({ developerProviderName }: IdentityPool, provider: string, user: string): Link {
  if (developerProviderName === undefined || provider !== developerProviderName)
    throw cognitoError(
      "InvalidParameterException",
      `${provider.slice(0, 200)} is not the developer provider of this identity pool.`,
    );
  if (user === "" || user.length > LONGEST)
    throw cognitoError(
      "InvalidParameterException",
      `A developer user identifier has 1 to ${LONGEST} characters.`,
    );
  return { provider, user };
}

/** @throws {ServiceError} `ResourceNotFoundException` */
export function identityInPool(
  { identities }: IdentityPoolContext,
  pool: IdentityPool,
  id: string,
): Identity {
  const identity = identities.get(id);
  if (identity?.poolId !== pool.id) throw identityNotFound(id);
  return identity;
}

export function developerUsersOf({ links }: Identity, { developerProviderName }: IdentityPool): string[] {
  return links.flatMap(({ provider, user }) => (provider === developerProviderName ? [user] : []));
}

/** Of an identity, as its operations describe it. */
export function described({ createdAt, id, links, modifiedAt }: Identity) {
  return {
    IdentityId: id,
    Logins: [...new Set(links.map(({ provider }) => provider))],
    CreationDate: createdAt / 1_000,
    LastModifiedDate: modifiedAt / 1_000,
  };
}
