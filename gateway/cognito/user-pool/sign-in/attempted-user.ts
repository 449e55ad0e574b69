import type { UserPool } from "../../../../terraform/model";
import type { AttemptedUser } from "../../directory/sign-in-attempts";
import type { StoredUser } from "../../directory/stored-user";

/** Whose failures are counted. A name that no user has is counted too, so that being locked does not tell. */
export function attemptedUser(
  { name, user }: { readonly name: string; readonly user: StoredUser | undefined },
  pool: UserPool,
): AttemptedUser {
  return {
    poolId: pool.id,
    name: user?.username ?? (pool.ignoresCase ? name.toLowerCase() : name),
    isKnown: user !== undefined,
  };
}
