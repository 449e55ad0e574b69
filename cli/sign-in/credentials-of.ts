import { systemCredentials } from "../../gateway/credentials/system-credentials";
import { loadInstallation } from "../../gateway/state/installation";
import type { RunningGate } from "../../gateway/state/running";
import { makeSeal } from "../../gateway/state/seal";
import { UsageError } from "../error";
import { type SeedSignIn, signSeedIn } from "./seed-sign-in";
import { type AwsCredentials, inSeconds, userCredentials } from "./user-credentials";

/**
 * AWS credentials at the running gate: a user's, by the identity pool, or those of a system's role. A user comes before a
 * system of the same name.
 *
 * @throws UsageError `ARGUMENT_MISSING`, `GATE_NOT_RUNNING`, `SIGN_IN_REFUSED`
 */
export async function credentialsOf(
  name: string,
  running: RunningGate,
  how: SeedSignIn,
): Promise<AwsCredentials> {
  const { identityPool, systems = [], users } = running;
  const isUser = users.includes(name) || how.password !== undefined;
  const system = isUser ? undefined : systems.find((one) => one.name === name);
  if (system) {
    const { sealKey } = await loadInstallation(how.stateDir);
    const { expires, ...keys } = systemCredentials(system, makeSeal(sealKey), new Date());
    return { ...keys, expiration: inSeconds(expires) };
  }
  const names = systems.map((one) => one.name);
  if (identityPool === undefined)
    throw new UsageError(
      "SIGN_IN_REFUSED",
      `gatehouse token ${name} --aws: no identity pool takes the tokens of a client without a secret by which users sign in with a password. Systems' roles: ${names.join(", ") || "none"}.`,
    );
  const { idToken } = await signSeedIn(name, running, identityPool.signIn, how, names);
  return userCredentials(idToken, identityPool, running);
}
