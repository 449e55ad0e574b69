import { didYouMean } from "../../contract/did-you-mean";
import { keptSeedSecrets } from "../../gateway/cognito/directory/seed-secrets";
import type { RunningGate } from "../../gateway/state/running";
import { openSecrets } from "../../gateway/state/secrets";
import { UsageError } from "../error";
import { signIn, type UserTokens } from "./sign-in";

export interface SeedSignIn {
  readonly stateDir: string;
  readonly password?: string | undefined;
  /** What takes the place of a temporary password. */
  readonly newPassword?: string | undefined;
}

/**
 * Signs a user of the running gate in, with what the gate keeps of the users that it started with.
 *
 * @param way how users sign in; `null` where they cannot
 * @param others further names that the caller takes, for the message
 * @throws UsageError `ARGUMENT_MISSING`, `GATE_NOT_RUNNING`, `SIGN_IN_REFUSED`
 */
export async function signSeedIn(
  username: string,
  running: RunningGate,
  way: RunningGate["signIn"],
  { newPassword, password: given, stateDir }: SeedSignIn,
  others: readonly string[] = [],
): Promise<UserTokens> {
  const { userPoolId } = running;
  if (way === null || userPoolId === null)
    throw new UsageError(
      "SIGN_IN_REFUSED",
      "The user pool has no client without a secret by which users sign in with a password.",
    );
  const kept = keptSeedSecrets(userPoolId, username, openSecrets(stateDir));
  const password = given ?? kept.password;
  if (password === undefined) {
    const names = [...running.users, ...others];
    const started =
      running.users.length === 0
        ? "the gate started without users"
        : `the gate started with the users ${running.users.join(", ")}`;
    const besides = others.length === 0 ? "" : ` (besides, there are ${others.join(", ")})`;
    throw new UsageError(
      "ARGUMENT_MISSING",
      `gatehouse token ${username}: ${started}${besides}; of another user, give --password.${didYouMean(username, names)}`,
    );
  }
  const { totpSecret } = kept;
  return signIn({ ...way, at: running, userPoolId, username, password, newPassword, totpSecret });
}
