import { randomUUID } from "node:crypto";
import type { PoolIdentityProvider, UserPool } from "../../../terraform/model";
import type { StoredUser } from "../directory/stored-user";
import { groupOfProvider } from "../user-pool/groups";
import type { DomainContext, ExternalIdentity } from "./context";

/**
 * The user pool's own record of a user of another service: made at the first sign-in, and given the mapped attributes
 * at each. Groups are the pool's own, and none comes from the other service.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
 *
 * @returns `undefined` for a user who is disabled, or whose name another user has
 */
export async function federatedUser(
  identity: ExternalIdentity,
  { pool, provider }: { readonly pool: UserPool; readonly provider: PoolIdentityProvider },
  { directory: { users }, now }: DomainContext,
): Promise<StoredUser | undefined> {
  const username = `${provider.name}_${identity.subject}`;
  const attributes = mapped(identity, provider);
  const known = users.inPool(pool.id).find((user) => user.username === username);
  if (known) {
    if (!known.isEnabled || known.status !== "EXTERNAL_PROVIDER") return undefined;
    return users.change(known, (user) => ({ ...user, attributes: { ...user.attributes, ...attributes } }));
  }
  if (users.find(pool, username)) return undefined;
  const at = now().getTime();
  const identities = [
    {
      userId: identity.subject,
      providerName: provider.name,
      providerType: provider.type,
      issuer: null,
      primary: "true",
      dateCreated: String(at),
    },
  ];
  const user: StoredUser = {
    poolId: pool.id,
    username,
    sub: randomUUID(),
    attributes: { ...attributes, identities: JSON.stringify(identities) },
    groups: [groupOfProvider(pool, provider.name)],
    status: "EXTERNAL_PROVIDER",
    isEnabled: true,
    mfa: { factors: [] },
    createdAt: at,
    modifiedAt: at,
  };
  await users.add(user);
  return user;
}

/** An e-mail address of another service is not verified, unless the mapping says so. */
function mapped(
  { claims }: ExternalIdentity,
  { attributeMapping }: PoolIdentityProvider,
): Readonly<Record<string, string>> {
  const values = Object.entries(attributeMapping).flatMap(([attribute, claim]) => {
    const value = Object.hasOwn(claims, claim) ? claims[claim] : undefined;
    return attribute === "username" || value === undefined ? [] : [[attribute, value] as const];
  });
  const attributes: Record<string, string> = Object.fromEntries(values);
  const unverified = ["email", "phone_number"].filter((name) => name in attributes);
  return { ...Object.fromEntries(unverified.map((name) => [`${name}_verified`, "false"])), ...attributes };
}
