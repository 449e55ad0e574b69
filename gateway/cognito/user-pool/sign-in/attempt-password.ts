import type { StoredUser } from "../../directory/stored-user";
import { cognitoError, notAuthorized } from "../../exceptions";
import type { FlowContext } from "../auth-flow";
import { migrateUser } from "../triggers/user-migration";
import { attemptedUser } from "./attempted-user";
import { checkMaySignIn } from "./next-step";

/** The user whom a name means at sign-in. */
export interface NamedUser {
  /** As the client gave it. */
  readonly name: string;
  /** Absent where no user has the name, and the client does not tell so. */
  readonly user: StoredUser | undefined;
}

/** @throws {ServiceError} `UserNotFoundException`, where the client tells which users exist */
export function namedUser(name: string, { client, directory, pool }: FlowContext): NamedUser {
  const user = directory.users.find(pool, name);
  if (user === undefined && !client.settings.hidesUserExistence)
    throw cognitoError("UserNotFoundException", "User does not exist.");
  return { name, user };
}

/**
 * The user whom a name means, of a client that sends the password as it is: a pool that takes users over from elsewhere
 * can then ask for the user.
 *
 * @throws {ServiceError} `UserNotFoundException`, where the client tells which users exist
 */
export async function namedOrMigratedUser(
  name: string,
  password: string,
  context: FlowContext,
): Promise<NamedUser> {
  const { client, directory, pool, validationData } = context;
  if (pool.settings.triggers.userMigration === undefined || directory.users.find(pool, name))
    return namedUser(name, context);
  try {
    return {
      name,
      user: await migrateUser({ name, password, ...(validationData && { validationData }) }, context),
    };
  } catch (error) {
    if (!client.settings.hidesUserExistence) throw error;
    return { name, user: undefined };
  }
}

/**
 * One attempt with a password, counted in the same turn as it is checked. The answer is the same for an unknown user.
 *
 * @param isRight takes as long for an unknown user
 * @returns the user
 * @throws {ServiceError} `NotAuthorizedException`, `PasswordResetRequiredException`, `UserNotConfirmedException`
 */
export async function attemptPassword(
  { name, user }: NamedUser,
  context: FlowContext,
  isRight: () => boolean,
): Promise<StoredUser> {
  const { directory, now, pool } = context;
  const attempted = attemptedUser({ name, user }, pool);
  // Cognito says so before it checks the password, but not where that would tell who has an account.
  const isTold = !context.client.settings.hidesUserExistence;
  if (isTold && (user?.status === "UNCONFIRMED" || user?.status === "RESET_REQUIRED")) checkMaySignIn(user);
  if (directory.attempts.isLocked(attempted, now())) throw notAuthorized("Password attempts exceeded");
  const right = isRight();
  if (right && user?.password !== undefined) {
    checkMaySignIn(user);
    return user;
  }
  await directory.attempts.failed(attempted, now());
  throw wrongPassword();
}

export function wrongPassword(): Error {
  return notAuthorized("Incorrect username or password.");
}
