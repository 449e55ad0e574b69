import { parseArgs } from "node:util";
import { UsageError } from "./error";

type Options = Readonly<Record<string, "string" | "boolean">>;

type Values<O extends Options> = { readonly [K in keyof O]?: O[K] extends "string" ? string : boolean };

/**
 * The options of a command. Each may be given once.
 *
 * @throws UsageError `ARGUMENT_UNKNOWN` for anything that is not one of them
 */
export function parseArguments<const O extends Options>(
  command: string,
  args: readonly string[],
  options: O,
): Values<O> {
  const config = Object.fromEntries(Object.entries(options).map(([name, type]) => [name, { type }]));
  try {
    const { values } = parseArgs({ args: [...args], options: config, strict: true, allowPositionals: false });
    return values as Values<O>;
  } catch (error) {
    const known = Object.keys(options).map((name) => `--${name}`);
    throw new UsageError(
      "ARGUMENT_UNKNOWN",
      `${(error as Error).message.split(". ")[0]}. "gatehouse ${command}" takes ${known.length ? known.join(", ") : "no options"}.`,
    );
  }
}

/** @throws UsageError `PORT_INVALID` */
export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError(
    "PORT_INVALID",
    `--port ${text}: expected a number from 0 to 65535; 0 is any free one.`,
  );
}
