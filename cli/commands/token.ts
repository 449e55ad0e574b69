import { basename, dirname, join, resolve } from "node:path";
import { didYouMean } from "../../contract/did-you-mean";
import { keptSeedSecrets } from "../../gateway/cognito/directory/seed-secrets";
import { readRunning } from "../../gateway/state/running";
import { openSecrets } from "../../gateway/state/secrets";
import { parseCommand } from "../arguments/parse-command";
import { UsageError } from "../error";
import { tokenHelp } from "../help/token";
import { signIn } from "../sign-in/sign-in";
import { projectAt } from "../sources/project";

/** `gatehouse token USER`: a token of a user of the running gate, by the client that an app ships. */
export async function token(args: readonly string[]): Promise<number> {
  const { options, paths } = parseCommand(tokenHelp, args);
  const [username = ""] = paths;
  const stateDir = resolve(options.state ?? join(rootHere(), ".gatehouse"));
  const running = readRunning(stateDir);
  if (running === undefined)
    throw new UsageError(
      "GATE_NOT_RUNNING",
      // The folder is told whole: most often it is the wrong one.
      `No gate runs on the state ${basename(stateDir)} in the folder ${dirname(stateDir)}; expected a running one, as npm start gives. Give --state DIR for another state.`,
    );
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
      `gatehouse token ${username}: the user is none of those that the gate started with, ${running.users.join(", ") || "which are none"}; of another user, give --password.${didYouMean(username, running.users)}`,
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
  process.stdout.write(`${options.id ? tokens.idToken : tokens.accessToken}\n`);
  return 0;
}

/** As `gatehouse start` has it: the project's, or without one this folder. */
function rootHere(): string {
  try {
    return projectAt(process.cwd()).root;
  } catch (error) {
    if (error instanceof UsageError && error.code === "NO_PROJECT") return process.cwd();
    throw error;
  }
}
