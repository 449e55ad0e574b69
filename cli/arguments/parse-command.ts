import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { didYouMean } from "../../contract/did-you-mean";
import { UsageError } from "../error";

/** `strings` may be given several times. */
type Options = Readonly<Record<string, "string" | "strings" | "boolean">>;

interface ValueOf {
  readonly string: string;
  readonly strings: readonly string[];
  readonly boolean: boolean;
}

type Values<O extends Options> = { readonly [K in keyof O]?: ValueOf[O[K]] };

/** An option as it was given; without a value, it is a flag. */
export interface Given {
  readonly name: string;
  readonly value?: string | undefined;
}

/**
 * The options of a command, each given once unless it says otherwise, and the paths that it takes.
 *
 * @param paths how many, from and to; to infinity for any number
 * @param operands what they are, where they are no paths
 * @returns also the options in the order in which they were given
 * @throws UsageError `ARGUMENT_UNKNOWN`, `ARGUMENT_REPEATED`, `PATHS_WRONG`
 */
export function parseCommand<const O extends Options>(
  command: string,
  args: readonly string[],
  {
    operands,
    options,
    paths: [least, most],
  }: {
    readonly options: O;
    readonly paths: readonly [number, number];
    readonly operands?: string;
  },
): { readonly options: Values<O>; readonly paths: readonly string[]; readonly given: readonly Given[] } {
  const config = Object.fromEntries(
    Object.entries(options).map(
      ([name, type]) => [name, { type: type === "boolean" ? type : "string", multiple: true }] as const,
    ),
  );
  const { positionals, tokens, values } = parsed(command, args, config, most > 0);
  if (positionals.length < least || positionals.length > most) {
    const expected =
      most === Number.POSITIVE_INFINITY
        ? `${least} or more`
        : least === most
          ? `${least}`
          : `${least} to ${most}`;
    throw new UsageError(
      "PATHS_WRONG",
      `"gatehouse ${command}" takes ${operands ?? `${expected} path${most === 1 ? "" : "s"}`}, found ${positionals.join(", ") || "none"}.`,
    );
  }
  const once = Object.entries(values).map(([name, given]) => {
    if (options[name] === "strings") return [name, given];
    if (!Array.isArray(given) || given.length < 2) return [name, Array.isArray(given) ? given[0] : given];
    throw new UsageError("ARGUMENT_REPEATED", `--${name} is given twice.`);
  });
  const given = tokens.filter((token) => token.kind === "option");
  return { options: Object.fromEntries(once) as Values<O>, paths: positionals, given };
}

/**
 * The renderer that --format names; text by default.
 *
 * @throws UsageError `FORMAT_UNKNOWN`
 */
export function formatNamed<T>(formats: Readonly<Record<string, T>>, name = "text"): T {
  const found = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (found !== undefined) return found;
  throw new UsageError(
    "FORMAT_UNKNOWN",
    `--format ${name}: expected one of ${Object.keys(formats).join(", ")}.`,
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
