import type { StoredUser } from "../../directory/stored-user";
import type { UserPoolContext } from "../user-pool-operation";

/** Removes a user with all sessions and codes. */
export async function removeUser(user: StoredUser, { directory }: UserPoolContext): Promise<void> {
  await Promise.all([
    directory.families.revokeAll(user),
    directory.codes.forget(user),
    directory.users.remove(user),
  ]);
}
