import { parseArgs } from "node:util";
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
 * @returns also the options in the order in which they were given
 * @throws UsageError `ARGUMENT_UNKNOWN`, `ARGUMENT_REPEATED`, `PATHS_WRONG`
 */
export function parseCommand<const O extends Options>(
  command: string,
  args: readonly string[],
  { options, paths: [least, most] }: { readonly options: O; readonly paths: readonly [number, number] },
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
      `"gatehouse ${command}" takes ${expected} path${most === 1 ? "" : "s"}, found ${positionals.join(", ") || "none"}.`,
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
    const known = Object.keys(options).map((name) => `--${name}`);
    throw new UsageError(
      "ARGUMENT_UNKNOWN",
      `${(error as Error).message.split(". ")[0]}. "gatehouse ${command}" takes ${known.join(", ") || "no options"}.`,
    );
  }
}
