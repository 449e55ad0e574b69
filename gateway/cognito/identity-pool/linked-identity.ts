import { cognitoError } from "../exceptions";
import { type Identity, isSame, type Link } from "./identities";
import type { IdentityPoolContext } from "./identity-pool-operation";

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MergeDeveloperIdentities.html */
export const MOST_LINKS = 20;

/**
 * The identity to which logins belong, if any.
 *
 * @throws {ServiceError} `ResourceConflictException` where they belong to several
 */
export function ownerOf(
  links: readonly Link[],
  poolId: string,
  { identities }: Pick<IdentityPoolContext, "identities">,
): Identity | undefined {
  const owners = links.flatMap((link) => identities.ofLink(poolId, link) ?? []);
  const [owner, ...others] = owners;
  if (others.some(({ id }) => id !== owner?.id)) throw taken();
  return owner;
}

/**
 * Gives an identity the logins that came along with one of its own: from now on each of them leads to it.
 *
 * @throws {ServiceError} `ResourceConflictException` where it has another user of a provider; `LimitExceededException`
 */
export function withLinks(
  identity: Identity,
  links: readonly Link[],
  { identities }: Pick<IdentityPoolContext, "identities">,
): Promise<Identity> {
  const added = links.filter((link) => !identity.links.some((known) => isSame(known, link)));
  if (added.length === 0) return Promise.resolve(identity);
  if (added.some(({ provider }) => identity.links.some((known) => known.provider === provider)))
    throw taken();
  const all = [...identity.links, ...added];
  if (all.length > MOST_LINKS)
    throw cognitoError("LimitExceededException", `An identity has at most ${MOST_LINKS} logins.`);
  return identities.relink(identity, all);
}

/** AWS documents the exception, and not its words. */
function taken() {
  return cognitoError("ResourceConflictException", "A login is already linked to another account.");
}
