import type { UserPool } from "../../../../terraform/model";
import type { Entry } from "../../../state/journal";
import type { StoredUser, UserStatus } from "../../directory/stored-user";
import { cognitoError } from "../../exceptions";
import { isPassword, type StoredPassword, storePassword } from "../../srp/password";
import type { UserPoolContext } from "../user-pool-operation";
import { checkPassword, type PolicySentence } from "./password-policy";

/** Former passwords of a user, the last one first. */
interface FormerPasswords extends Entry {
  readonly passwords: readonly StoredPassword[];
}

export interface NewPassword {
  readonly pool: UserPool;
  readonly password: string;
  /** What the user is from then on: FORCE_CHANGE_PASSWORD makes the password a temporary one. */
  readonly status: UserStatus;
  /** @default "Password does not conform to policy" */
  readonly sentence?: PolicySentence;
}

const DAY_MS = 86_400_000;

/**
 * Checks whether the pool's policy allows a user another password.
 *
 * @throws {ServiceError} `InvalidPasswordException`, `PasswordHistoryPolicyViolationException`
 */
export function checkNewPassword(
  user: StoredUser,
  { password, pool, sentence = "Password does not conform to policy" }: NewPassword,
  context: UserPoolContext,
): void {
  checkPassword(password, pool.settings.passwordPolicy, sentence);
  if (formerPasswords(user, pool, context).some((one) => isPassword(user, password, one)))
    throw cognitoError(
      "PasswordHistoryPolicyViolationException",
      "Password has previously been used. Please choose a different one.",
    );
}

/**
 * Gives a user another password, where the pool's policy allows it.
 *
 * @returns the user with the password
 * @throws {ServiceError} `InvalidPasswordException`, `PasswordHistoryPolicyViolationException`
 */
export async function setPassword(
  user: StoredUser,
  change: NewPassword,
  context: UserPoolContext,
): Promise<StoredUser> {
  checkNewPassword(user, change, context);
  const { password, pool, status } = change;
  const passwords = formerPasswords(user, pool, context);
  const stored = storePassword(user, password);
  const until = context.now().getTime() + pool.settings.passwordPolicy.temporaryPasswordDays * DAY_MS;
  const [changed] = await Promise.all([
    context.directory.users.change(user, ({ temporaryUntil: _, ...present }) => ({
      ...present,
      password: stored,
      status,
      ...(status === "FORCE_CHANGE_PASSWORD" && { temporaryUntil: until }),
    })),
    passwords.length > 0 && history(context).set(keyOf(user), { passwords }),
  ]);
  return changed ?? user;
}

/** Those that the policy does not allow again, the present one first. */
function formerPasswords(
  user: StoredUser,
  { settings: { passwordPolicy } }: UserPool,
  context: UserPoolContext,
): readonly StoredPassword[] {
  const before = history(context).get(keyOf(user))?.passwords ?? [];
  return [...(user.password ? [user.password] : []), ...before].slice(0, passwordPolicy.historySize);
}

function history({ directory }: UserPoolContext) {
  return directory.section<FormerPasswords>("former-passwords");
}

function keyOf({ poolId, sub }: StoredUser): string {
  return `${poolId}/${sub}`;
}
