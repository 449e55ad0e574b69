import type { Estate } from "./estate";
import type { Facts } from "./facts";

/**
 * Whether a resource is new together with the user pool that it belongs to, and others rely on that pool: what its
 * clients and users may do is said there, as another pool that is trusted or as access.
 */
export function isNewWithPool(
  address: string,
  {
    after,
    before,
    estate,
  }: {
    readonly before: ReadonlyMap<string, Facts>;
    readonly after: ReadonlyMap<string, Facts>;
    /** Of the new side. */
    readonly estate: Estate;
  },
): boolean {
  if (before.has(address)) return false;
  const wholes = Object.values(after.get(address)?.owners ?? {}).flatMap((owner) => owner.wholes);
  return wholes.some(
    (whole) =>
      estate.at(whole)?.type === "aws_cognito_user_pool" &&
      !before.has(whole) &&
      (after.get(whole)?.relies.length ?? 0) > 0,
  );
}
