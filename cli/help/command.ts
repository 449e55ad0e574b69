import type { ExitStatus } from "../exit-status";

/** An option as the help, the completion and the reading of the command line have it. */
export interface OptionHelp {
  /** What follows it, such as `FILE`; absent of a flag. */
  readonly takes?: string;
  /** Whether it may be given several times. */
  readonly isRepeated?: true;
  /** The words that it takes, where there are no others. */
  readonly of?: readonly string[];
  readonly about: string;
}

export interface CommandHelp {
  readonly name: string;
  /** What stands behind the name, in each way to call it; an empty text for nothing. */
  readonly calls: readonly [string, ...string[]];
  /** A line of the list of commands. */
  readonly summary: string;
  /** What else is to be known before it is called. */
  readonly about?: string;
  /** The page of docs/ about it. */
  readonly page?: string;
  /** How many operands it takes, and what they are, where they are no paths. */
  readonly operands: { readonly least: number; readonly most: number; readonly what?: string };
  /** The words that the operand can be, where there are no others. */
  readonly words?: readonly string[];
  readonly options: Readonly<Record<string, OptionHelp>>;
  readonly examples: readonly [Example, ...Example[]];
  /** What its statuses mean; 1 and 2 mean the same for all commands. */
  readonly statuses: { readonly 0: string } & Readonly<Partial<Record<Exclude<ExitStatus, 1 | 2>, string>>>;
  /** What to run next when it has ended with 0: the words behind `gatehouse`, and what they do. */
  readonly next?: readonly [call: string, what: string];
}

/** A call, without `gatehouse`, and what it does. */
export type Example = readonly [call: string, what: string];

export const ANY_NUMBER = Number.POSITIVE_INFINITY;

/** What the options of a command are read as. */
export type OptionValues<O extends CommandHelp["options"]> = {
  readonly [K in keyof O]?: O[K] extends { readonly takes: string }
    ? O[K] extends { readonly isRepeated: true }
      ? readonly string[]
      : string
    : boolean;
};
