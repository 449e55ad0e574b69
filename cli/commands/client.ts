import { formatNamed, parseCommand } from "../arguments/parse-command";
import { runWith } from "../arguments/run-with";
import { choose } from "../client/choose";
import type { ClientFacts } from "../client/facts";
import { FORMATS } from "../client/formats";
import { checkedPrefix } from "../client/formats/env";
import type { Format } from "../client/formats/format";
import { openFacts } from "../client/open";
import { checkTexts } from "../client/texts";
import { writeFiles } from "../client/write";
import { UsageError } from "../error";
import { EXIT, type ExitStatus } from "../exit-status";
import { clientHelp } from "../help/client";
import { printable } from "../render/printable";
import { runningGate, stateDirOf } from "../running";

/** `gatehouse client --for FORMAT [PATH…]`: a file that a client of the API is configured with. */
export async function client(args: readonly string[]): Promise<ExitStatus> {
  const { given, options, paths } = parseCommand(clientHelp, args);
  const names = Object.keys(FORMATS).join(", ");
  if (options.for === undefined)
    throw new UsageError("ARGUMENT_MISSING", `--for FORMAT: expected one of ${names}.`);
  const format = formatNamed<Format>(FORMATS, options.for, "--for");
  const prefix = checkedPrefix(options.prefix ?? "");
  const [only, second] = paths;
  const isAddress = only !== undefined && second === undefined && /^https?:\/\//.test(only);
  const facts =
    only === undefined || isAddress
      ? factsOfRunning(options.state, only)
      : await openFacts(paths, runWith(given));
  checkTexts(facts);
  const { files, notes } = format(choose(facts, options), {
    command: `gatehouse client --for ${options.for}`,
    prefix,
  });
  const written = writeFiles(files, options.out);
  for (const path of written) process.stderr.write(`Wrote ${printable(path)}\n`);
  for (const note of notes) process.stderr.write(`note: ${printable(note)}\n`);
  return EXIT.ok;
}

/**
 * @param address of the gate, where it was given: another one is refused
 * @throws UsageError `GATE_NOT_RUNNING`
 */
function factsOfRunning(state: string | undefined, address: string | undefined): ClientFacts {
  const stateDir = stateDirOf(state);
  const { client: facts, endpoint } = runningGate(
    stateDir,
    "Give --state DIR for another state, or the path of a state, a plan or outputs.",
  );
  if (address !== undefined && !isSamePlace(address, endpoint))
    throw new UsageError(
      "GATE_NOT_RUNNING",
      `The gate on the state ${stateDir} is at ${endpoint}, and not at ${address}; give --state DIR for another one.`,
    );
  if (facts !== undefined) return facts as ClientFacts;
  throw new UsageError(
    "GATE_NOT_RUNNING",
    `The gate on the state ${stateDir} is of an earlier version: start it again.`,
  );
}

const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

/** A gate listens on all names of this machine. */
function isSamePlace(address: string, endpoint: string): boolean {
  if (!URL.canParse(address)) return false;
  const [given, own] = [new URL(address), new URL(endpoint)];
  const isSameHost =
    given.hostname === own.hostname || (LOOPBACK.includes(given.hostname) && LOOPBACK.includes(own.hostname));
  return isSameHost && given.port === own.port && given.protocol === own.protocol && given.pathname === "/";
}
