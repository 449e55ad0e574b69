import type { StoredUser } from "../../directory/stored-user";
import { cognitoError } from "../../exceptions";
import type { PoolContext } from "./signed-operation";

/**
 * The user whom an administrator names: by user name, alias or `sub`.
 *
 * @throws {ServiceError} `UserNotFoundException`
 */
export function findUser(name: string, { directory, pool }: PoolContext): StoredUser {
  const user = directory.users.find(pool, name) ?? directory.users.get({ poolId: pool.id, sub: name });
  if (user === undefined) throw cognitoError("UserNotFoundException", "User does not exist.");
  return user;
}
