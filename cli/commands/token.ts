import type { RunningGate } from "../../gateway/state/running";
import { formatNamed, parseCommand } from "../arguments/parse-command";
import { UsageError } from "../error";
import { tokenHelp } from "../help/token";
import { CREDENTIAL_FORMATS } from "../render/aws-credentials";
import { jsonText } from "../render/json";
import { runningGate, stateDirOf } from "../running";
import type { TokenJson } from "../schemas/token";
import { VERSION } from "../schemas/version";
import { credentialsOf } from "../sign-in/credentials-of";
import { issuerToken } from "../sign-in/issuer-token";
import { partnerToken } from "../sign-in/partner-token";
import { signSeedIn } from "../sign-in/seed-sign-in";

/** `gatehouse token USER`: a token of a user of the running gate, by the client that an app ships; with --aws, credentials. */
export async function token(args: readonly string[]): Promise<number> {
  const { options, paths } = parseCommand(tokenHelp, args);
  refuseClashes(options);
  const formatted = formatNamed(CREDENTIAL_FORMATS, options.format ?? "env");
  const [username = ""] = paths;
  const stateDir = stateDirOf(options.state);
  const running = runningGate(stateDir, "Give --state DIR for another state.");
  const how = { stateDir, password: options.password, newPassword: options["new-password"] };
  if (options.aws) {
    const credentials = await credentialsOf(username, running, how);
    print({ version: VERSION, username, ...credentials }, options.json, () => formatted(credentials));
  } else if (options.issuer !== undefined) {
    const { audience, issuer, scope } = options;
    const accessToken = await issuerToken(username, running, { stateDir, issuer, audience, scope });
    print({ version: VERSION, username, accessToken }, options.json, () => accessToken);
  } else if (isClient(username, running)) {
    if (options.id) throw new UsageError("OPTIONS_CLASH", `${username} is a client, which has no ID token.`);
    const accessToken = await partnerToken(username, { stateDir, ...running.partner });
    print({ version: VERSION, username, accessToken }, options.json, () => accessToken);
  } else {
    const tokens = await signSeedIn(username, running, running.signIn, how, running.partner?.clients);
    print({ version: VERSION, username, ...tokens }, options.json, () =>
      options.id ? tokens.idToken : tokens.accessToken,
    );
  }
  return 0;
}

/** Whether it is a client of the third-party issuer, and no user of that name. */
function isClient(
  name: string,
  running: RunningGate,
): running is RunningGate & Required<Pick<RunningGate, "partner">> {
  return running.partner?.clients.includes(name) === true && !running.users.includes(name);
}

function print(report: TokenJson, isJson: boolean | undefined, text: () => string): void {
  process.stdout.write(`${isJson ? jsonText(report) : text()}\n`);
}

/** @throws UsageError `OPTIONS_CLASH` */
function refuseClashes(options: ReturnType<typeof parseCommand<typeof tokenHelp>>["options"]): void {
  const { audience, aws, format, id, issuer, json, scope } = options;
  const others = ["aws", "id", "password", "new-password"] as const;
  const clash = (problem: string) => new UsageError("OPTIONS_CLASH", problem);
  if (aws && id) throw clash("--aws and --id: expected one of them.");
  const beside = others.find((name) => options[name] !== undefined);
  if (issuer !== undefined && beside) throw clash(`--issuer and --${beside}: expected one of them.`);
  if (issuer === undefined && (audience ?? scope) !== undefined)
    throw clash(`--${audience === undefined ? "scope" : "audience"} is of --issuer, which is not given.`);
  if (format !== undefined && !aws) throw clash("--format is of --aws, which is not given.");
  if (format !== undefined && json) throw clash(`--json and --format ${format}: expected one of them.`);
}
