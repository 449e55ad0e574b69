import type { CommandHelp } from "../help/command";

/** The options of a command, as they are written: `--port`. */
export function optionWords({ options }: CommandHelp): readonly string[] {
  return [...Object.keys(options), "help"].map((name) => `--${name}`);
}

/** Options that take one of a few words, and these. */
export function wordedOptions({
  options,
}: CommandHelp): readonly (readonly [option: string, words: readonly string[]])[] {
  return Object.entries(options).flatMap(([name, { of }]) => (of ? [[`--${name}`, of] as const] : []));
}

/** Options that take anything else: a file or folder is offered for it. */
export function openOptions({ options }: CommandHelp): readonly string[] {
  return Object.entries(options).flatMap(([name, { of, takes }]) => (takes && !of ? [`--${name}`] : []));
}

/** As one word of a shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
