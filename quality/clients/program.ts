import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Client } from "./clients";
import type { ClientsGate } from "./gates";
import { PYTHON } from "./install";
import type { Line } from "./results";

/** Milliseconds that a client's program may take. */
const LIMIT = 240_000;

const COMMANDS: Readonly<Record<Client["runs"], readonly [string, string]>> = {
  node: [process.execPath, join(__dirname, "node/run.mjs")],
  python: [PYTHON, join(__dirname, "python/run.py")],
};

/**
 * Runs operations of a client against a gate.
 *
 * @param operations names of those to run; `undefined` runs all
 * @throws if the program ends otherwise than with status 0, or not in time
 */
export async function linesOf(
  { name, runs }: Client,
  gate: ClientsGate,
  operations: readonly string[] | undefined,
): Promise<readonly Line[]> {
  const [program, script] = COMMANDS[runs];
  const child = spawn(program, [script, name, gate.file, JSON.stringify(operations ?? null)], {
    env: environment(gate),
    stdio: ["ignore", "pipe", process.env.VERBOSE ? "inherit" : "ignore"],
  });
  const limit = setTimeout(() => child.kill("SIGKILL"), LIMIT);
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  const status = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? signal));
  }).finally(() => clearTimeout(limit));
  const lines = text.split("\n").filter(Boolean);
  if (status !== 0)
    throw new Error(`The program of ${name} ended with ${status} after: ${lines.at(-1) ?? "nothing"}`);
  return lines.map((line) => JSON.parse(line) as Line);
}

/** Nothing of this machine's AWS configuration, and the gate's authority for clients to trust. */
function environment({ authority }: ClientsGate): NodeJS.ProcessEnv {
  const { CHROMIUM, HOME, PATH, TMPDIR, VERBOSE } = process.env;
  const trust = ["NODE_EXTRA_CA_CERTS", "AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"];
  return {
    ...{ CHROMIUM, HOME, PATH, TMPDIR, VERBOSE },
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    PYTHONDONTWRITEBYTECODE: "1",
    ...(authority !== null && Object.fromEntries(trust.map((name) => [name, authority]))),
  };
}
