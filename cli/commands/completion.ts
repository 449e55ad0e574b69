import { parseCommand } from "../arguments/parse-command";
import { bashScript } from "../completion/bash";
import { fishScript } from "../completion/fish";
import { zshScript } from "../completion/zsh";
import { UsageError } from "../error";
import { EXIT, type ExitStatus } from "../exit-status";
import type { CommandHelp } from "../help/command";
import { completionHelp, type SHELLS } from "../help/completion";

const SCRIPTS: Readonly<Record<(typeof SHELLS)[number], (all: readonly CommandHelp[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** `gatehouse completion SHELL`: a script that completes the commands and options of the table. */
export async function completion(args: readonly string[], all: readonly CommandHelp[]): Promise<ExitStatus> {
  const {
    paths: [shell = ""],
  } = parseCommand(completionHelp, args);
  if (!Object.hasOwn(SCRIPTS, shell))
    throw new UsageError(
      "SHELL_UNKNOWN",
      `gatehouse completion ${shell}: expected one of ${Object.keys(SCRIPTS).join(", ")}.`,
    );
  process.stdout.write(SCRIPTS[shell as keyof typeof SCRIPTS](all));
  return EXIT.ok;
}
