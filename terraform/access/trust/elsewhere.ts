import { listOf } from "./compare/plain";
import type { Estate, Owned } from "./estate";
import { trustedTypes } from "./kinds";
import type { Reliance } from "./reliance";

/**
 * Whether a resource that nothing relies on is known to belong elsewhere: to a user pool or a web ACL of this Terraform
 * that no API of it has. What belongs to something outside may be relied on there.
 */
export function isElsewhere(resource: Owned, estate: Estate, reliance: Reliance): boolean {
  if (reliance.has(resource.address)) return false;
  const owners = Object.entries(trustedTypes[resource.type]?.partOf ?? {}).flatMap(([argument, types]) =>
    listOf(resource.plain[argument]).map((one) => estate.mentioned(one, types)),
  );
  if (owners.length > 0) return owners.every((found) => found.length > 0);
  return (USERS.get(resource.type) ?? []).some(({ argument, type }) =>
    estate
      .ofType(type)
      .some(({ plain }) => estate.mentioned(plain[argument], [resource.type]).includes(resource)),
  );
}

/** Whether a resource belongs to a user pool, an identity pool or a user that is not in the Terraform, or not known. */
export function isOutside({ plain, type }: Owned, estate: Estate): boolean {
  const { kind, partOf = {} } = trustedTypes[type] ?? {};
  // Most buckets and secrets have nothing to do with callers.
  if (kind === undefined || kind === "code-source") return false;
  return Object.entries(partOf).some(([argument, types]) =>
    listOf(plain[argument]).some((one) => estate.mentioned(one, types).length === 0),
  );
}

/** By type, the types that use it, and the argument that names it. */
const USERS = new Map<string, { readonly type: string; readonly argument: string }[]>();
for (const [type, { uses = {} }] of Object.entries(trustedTypes))
  for (const [argument, used] of Object.entries(uses))
    for (const one of used) USERS.set(one, [...(USERS.get(one) ?? []), { type, argument }]);
