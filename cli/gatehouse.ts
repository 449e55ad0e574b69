import { sep } from "node:path";
import { didYouMean } from "../contract/did-you-mean";
import { GatehouseError } from "../contract/errors";
import { COMMANDS } from "./commands";
import { UNREADABLE, UsageError } from "./error";
import { EXIT } from "./exit-status";
import type { CommandHelp } from "./help/command";
import { helpText, overview } from "./help/text";
import { requirePackages } from "./packages";
import { paintFor } from "./render/colour";
import { errorText, faultText } from "./render/error-text";
import { npxGatehouse, version } from "./version";

const HELPS = COMMANDS.map(({ help }) => help);
const NAMES = HELPS.map(({ name }) => name);

async function run([first, ...rest]: readonly string[]): Promise<number> {
  if (first === undefined) {
    process.stdout.write(overview(HELPS));
    return EXIT.usage;
  }
  if (first === "--version" || first === "-V") {
    process.stdout.write(`${version()}\n`);
    return EXIT.ok;
  }
  const [name, ...args] = first === "help" || HELP.includes(first) ? [...rest, "--help"] : [first, ...rest];
  if (name === "--help") {
    process.stdout.write(overview(HELPS));
    return EXIT.ok;
  }
  const found = COMMANDS.find(({ help }) => help.name === name);
  if (!found)
    throw new UsageError(
      "COMMAND_UNKNOWN",
      `No command "${name}"; there are ${NAMES.join(", ")}.${didYouMean(name, NAMES)}`,
    );
  if (args.some((arg) => HELP.includes(arg))) {
    process.stdout.write(helpText(found.help, paintFor(process.stdout)));
    return EXIT.ok;
  }
  requirePackages(found.help.name);
  const status = await found.load()(args, HELPS);
  if (status === EXIT.ok) hint(found.help, args);
  return status;
}

/** The next command, for a person: on a terminal, and not where the output is for a program. */
function hint({ next }: CommandHelp, args: readonly string[]): void {
  if (!next || !process.stderr.isTTY || args.some((arg) => /^--(format|json)\b/.test(arg))) return;
  const [call, what] = next;
  const text = `Next: ${npxGatehouse()} ${call} ${what}.`;
  process.stderr.write(`${paintFor(process.stderr)("dim", text)}\n`);
}

const HELP = ["--help", "-h"];

/**
 * Runs one command and prints the error that it throws, if any.
 *
 * @returns the exit status: 0, 1 for an error in what was read, 2 for an error of usage, or what the command says
 */
export async function gatehouse(words: readonly string[]): Promise<number> {
  try {
    return await run(words);
  } catch (error) {
    // Any other error is a defect of this program, and is shown with its stack.
    const isExpected = error instanceof GatehouseError;
    process.stderr.write(
      isExpected
        ? `${paintFor(process.stderr)("red", "gatehouse:")} ${fromHere(errorText(error))}\n`
        : `${faultText(error)}\n`,
    );
    return error instanceof UsageError && !UNREADABLE.has(error.code) ? 2 : 1;
  }
}

/** Paths below the working directory as they are from there. */
function fromHere(text: string): string {
  const here = process.cwd();
  return here === sep ? text : text.replaceAll(`${here}${sep}`, "");
}
