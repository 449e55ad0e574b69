import type { Load } from "./load";
import type { Program } from "./program";

/** The kinds of calls that are measured. */
export const KINDS = [
  "public",
  "bearer",
  "bearer, new token",
  "lambda authorizer",
  "lambda authorizer, new token",
  "signed",
  "refused",
  "stored",
] as const;
export type Kind = (typeof KINDS)[number];

export interface Contender {
  readonly name: string;
  readonly ours: boolean;
  /** How it is called; a kind that it does not have is absent. */
  readonly calls: Partial<Readonly<Record<Kind, Call>>>;
  /** Why kinds are absent, as a clause. */
  readonly without?: string;
}

export interface Call extends Pick<Load, "port" | "status" | "isExpected"> {
  readonly program: Program;
  /** Made before each turn: a signature is good for minutes. */
  readonly requests: () => Promise<readonly Buffer[]>;
}

export interface NotRun {
  readonly name: string;
  readonly why: string;
}

/** Characters of a reason: the beginning and the end of what a program said. */
const LONGEST = 300;

/** A program that failed, with its message in one line. */
export function notRunFor(name: string, { message }: Error): NotRun {
  const line = message.replace(/\s+/g, " ");
  return {
    name,
    why: line.length <= 2 * LONGEST ? line : `${line.slice(0, LONGEST)} … ${line.slice(-LONGEST)}`,
  };
}
