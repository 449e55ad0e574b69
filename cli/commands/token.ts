import { didYouMean } from "../../contract/did-you-mean";
import { keptSeedSecrets } from "../../gateway/cognito/directory/seed-secrets";
import { openSecrets } from "../../gateway/state/secrets";
import { parseCommand } from "../arguments/parse-command";
import { UsageError } from "../error";
import { tokenHelp } from "../help/token";
import { jsonText } from "../render/json";
import { runningGate, stateDirOf } from "../running";
import type { TokenJson } from "../schemas/token";
import { VERSION } from "../schemas/version";
import { signIn } from "../sign-in/sign-in";

/** `gatehouse token USER`: a token of a user of the running gate, by the client that an app ships. */
export async function token(args: readonly string[]): Promise<number> {
  const { options, paths } = parseCommand(tokenHelp, args);
  const [username = ""] = paths;
  const stateDir = stateDirOf(options.state);
  const running = runningGate(stateDir, "Give --state DIR for another state.");
  const { signIn: way, userPoolId } = running;
  if (way === null || userPoolId === null)
    throw new UsageError(
      "SIGN_IN_REFUSED",
      "The user pool has no client without a secret by which users sign in with a password.",
    );
  const kept = keptSeedSecrets(userPoolId, username, openSecrets(stateDir));
  const password = options.password ?? kept.password;
  if (password === undefined)
    throw new UsageError(
      "ARGUMENT_MISSING",
      `gatehouse token ${username}: ${running.users.length === 0 ? "the gate started without users" : `the gate started with the users ${running.users.join(", ")}`}; of another user, give --password.${didYouMean(username, running.users)}`,
    );
  const { totpSecret } = kept;
  const newPassword = options["new-password"];
  const tokens = await signIn({
    ...way,
    at: running,
    userPoolId,
    username,
    password,
    newPassword,
    totpSecret,
  });
  const report: TokenJson = { version: VERSION, username, ...tokens };
  process.stdout.write(
    options.json ? `${jsonText(report)}\n` : `${options.id ? tokens.idToken : tokens.accessToken}\n`,
  );
  return 0;
}
