import type { Chosen } from "../choose";

/** What a format writes. */
export interface Written {
  /** Texts by file name; the first is the one that goes to standard output. */
  readonly files: Readonly<Record<string, string>>;
  /** What users of the files must know and the files do not say. */
  readonly notes: readonly string[];
}

export interface FormatOptions {
  /** The command that makes the file again, for its first line. */
  readonly command: string;
  /** Of names in .env files: `VITE_`. */
  readonly prefix: string;
}

/** @throws UsageError `CLIENT_FACT_UNKNOWN`, `CLIENT_FORMAT_UNFIT`, `CLIENT_AMBIGUOUS` */
export type Format = (chosen: Chosen, options: FormatOptions) => Written;

/** The first line of a file, without the marks of a comment. */
export function madeBy({ facts }: Chosen, { command }: FormatOptions): string {
  return `Written by \`${command}\` from ${facts.source}.`;
}
