import { sep } from "node:path";
import { didYouMean } from "../contract/did-you-mean";
import { GatehouseError } from "../contract/errors";
import { UNREADABLE, UsageError } from "./error";
import { requirePackages } from "./packages";
import { errorText, faultText } from "./render/error-text";
import { USAGE, usageOf } from "./usage";
import { version } from "./version";

type Command = (args: readonly string[]) => Promise<number>;

// Loaded when asked for: no command waits for the imports of another one.
const commands: Readonly<Record<string, () => Command>> = {
  start: () => (require("./commands/start") as typeof import("./commands/start")).start,
  synth: () => (require("./commands/synth") as typeof import("./commands/synth")).synth,
  access: () => (require("./commands/access") as typeof import("./commands/access")).access,
  diff: () => (require("./commands/diff") as typeof import("./commands/diff")).diff,
  guard: () => (require("./commands/guard") as typeof import("./commands/guard")).guard,
  token: () => (require("./commands/token") as typeof import("./commands/token")).token,
  demo: () => (require("./commands/demo") as typeof import("./commands/demo")).demo,
  module: () => (require("./commands/module") as typeof import("./commands/module")).module,
};

async function run([name, ...args]: readonly string[]): Promise<number> {
  const words = [name, ...args];
  if (name === undefined || name === "help" || words.includes("--help") || words.includes("-h")) {
    process.stdout.write((name === undefined ? undefined : usageOf(name)) ?? USAGE);
    return name === undefined ? 2 : 0;
  }
  if (name === "--version") {
    process.stdout.write(`${version()}\n`);
    return 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    throw new UsageError(
      "COMMAND_UNKNOWN",
      `No command "${name}"; there are ${Object.keys(commands).join(", ")}.${didYouMean(name, Object.keys(commands))}`,
    );
  }
  requirePackages(name);
  return load()(args);
}

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
    process.stderr.write(isExpected ? `gatehouse: ${fromHere(errorText(error))}\n` : `${faultText(error)}\n`);
    return error instanceof UsageError && !UNREADABLE.has(error.code) ? 2 : 1;
  }
}

/** Paths below the working directory as they are from there. */
function fromHere(text: string): string {
  const here = process.cwd();
  return here === sep ? text : text.replaceAll(`${here}${sep}`, "");
}
