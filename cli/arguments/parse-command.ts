import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { didYouMean } from "../../contract/did-you-mean";
import { UsageError } from "../error";
import type { CommandHelp, OptionValues } from "../help/command";
import { operandsText } from "../help/text";

/** What is needed of a command to read its arguments. */
type Readable = Pick<CommandHelp, "name" | "operands" | "options">;

/** An option as it was given; without a value, it is a flag. */
export interface Given {
  readonly name: string;
  readonly value?: string | undefined;
}

/**
 * The options of a command, each given once unless its help says otherwise, and the operands.
 *
 * @returns also the options in the order in which they were given
 * @throws UsageError `ARGUMENT_UNKNOWN`, `ARGUMENT_REPEATED`, `PATHS_WRONG`
 */
export function parseCommand<const H extends Readable>(
  help: H,
  args: readonly string[],
): {
  readonly options: OptionValues<H["options"]>;
  readonly paths: readonly string[];
  readonly given: readonly Given[];
} {
  const { name, operands, options } = help;
  const config = Object.fromEntries(
    Object.entries(options).map(([option, { takes }]) => {
      const type: "boolean" | "string" = takes === undefined ? "boolean" : "string";
      return [option, { type, multiple: true }] as const;
    }),
  );
  const { positionals, tokens, values } = parsed(name, args, config, operands.most > 0);
  if (positionals.length < operands.least || positionals.length > operands.most)
    throw new UsageError(
      "PATHS_WRONG",
      `"gatehouse ${name}" takes ${operandsText(operands)}, found ${positionals.join(", ") || "none"}.`,
    );
  const once = Object.entries(values).map(([option, given]) => {
    if (options[option]?.isRepeated) return [option, given];
    if (!Array.isArray(given) || given.length < 2) return [option, Array.isArray(given) ? given[0] : given];
    throw new UsageError("ARGUMENT_REPEATED", `--${option} is given twice.`);
  });
  const given = tokens.filter((token) => token.kind === "option");
  return { options: Object.fromEntries(once) as OptionValues<H["options"]>, paths: positionals, given };
}

/**
 * The name of the format that --format or --json gives; text by default.
 *
 * @throws UsageError `OPTIONS_CLASH`
 */
export function formatGiven({
  format,
  json = false,
}: {
  readonly format?: string;
  readonly json?: boolean;
}): string {
  if (json && format !== undefined && format !== "json")
    throw new UsageError("OPTIONS_CLASH", `--json and --format ${format}: expected one of them.`);
  return json ? "json" : (format ?? "text");
}

/**
 * What --format names; text by default.
 *
 * @param option for the message, where it is another one
 *
 * @throws UsageError `FORMAT_UNKNOWN`
 */
export function formatNamed<T>(formats: Readonly<Record<string, T>>, name = "text", option = "--format"): T {
  const found = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (found !== undefined) return found;
  throw new UsageError(
    "FORMAT_UNKNOWN",
    `${option} ${name}: expected one of ${Object.keys(formats).join(", ")}.${didYouMean(name, Object.keys(formats))}`,
  );
}

function parsed(
  command: string,
  args: readonly string[],
  options: Readonly<Record<string, { readonly type: "string" | "boolean"; readonly multiple: true }>>,
  allowPositionals: boolean,
) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals, tokens: true });
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    const problem = `${message.split(/\. |\n/)[0]?.replace(/\.$/, "")}.`;
    const help = code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE" ? "" : expected(command, problem, options);
    throw new UsageError("ARGUMENT_UNKNOWN", `${problem}${help}`);
  }
}

/** What is expected in the place of an argument that is not known: the one that was probably meant, or all. */
function expected(command: string, problem: string, options: Readonly<Record<string, unknown>>): string {
  const argument = /'(.*)'/s.exec(problem)?.[1] ?? "";
  const names = Object.keys(options);
  const known = names.map((name) => `--${name}`);
  // npm takes an option before `--` for itself, and passes its value on.
  if (/^\d+$/.test(argument) && names.includes("port"))
    return ` Did you mean --port ${argument}? With npm, options come after --: npm start -- --port ${argument}`;
  if (!argument.startsWith("-") && names.includes("from") && existsSync(argument))
    return ` Did you mean --from ${argument}?`;
  return didYouMean(argument, known) || ` "gatehouse ${command}" takes ${known.join(", ") || "no options"}.`;
}
