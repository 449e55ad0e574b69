import type { UserPool } from "../../../terraform/model";
import type { Entry } from "../../state/journal";
import type { StoredUser, UserStatus } from "../directory/stored-user";
import { cognitoError } from "../exceptions";
import { isPassword, type StoredPassword, storePassword } from "../srp/password";
import { checkPassword, type PolicySentence } from "./password-policy";
import type { UserPoolContext } from "./user-pool-operation";

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
 * Gives a user another password, where the pool's policy allows it.
 *
 * @throws {ServiceError} `InvalidPasswordException`, `PasswordHistoryPolicyViolationException`
 */
export async function setPassword(
  user: StoredUser,
  { password, pool, sentence = "Password does not conform to policy", status }: NewPassword,
  { directory, now }: UserPoolContext,
): Promise<void> {
  const { historySize, temporaryPasswordDays } = pool.settings.passwordPolicy;
  checkPassword(password, pool.settings.passwordPolicy, sentence);
  const history = directory.section<FormerPasswords>("former-passwords");
  const key = `${user.poolId}/${user.sub}`;
  const known = [...(user.password ? [user.password] : []), ...(history.get(key)?.passwords ?? [])];
  const former = known.slice(0, historySize);
  if (former.some((one) => isPassword(user, password, one)))
    throw cognitoError(
      "PasswordHistoryPolicyViolationException",
      "Password has previously been used. Please choose a different one.",
    );
  const stored = storePassword(user, password);
  const until = now().getTime() + temporaryPasswordDays * DAY_MS;
  await Promise.all([
    directory.users.change(user, ({ temporaryUntil: _, ...present }) => ({
      ...present,
      password: stored,
      status,
      ...(status === "FORCE_CHANGE_PASSWORD" && { temporaryUntil: until }),
    })),
    ...(historySize > 0 ? [history.set(key, { passwords: former })] : []),
  ]);
}
