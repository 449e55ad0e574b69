import type { Load } from "./load";
import type { Program } from "./processes";

/** The kinds of calls that are measured. */
export const KINDS = ["public", "bearer", "lambda authorizer", "signed", "refused", "stored"] as const;
export type Kind = (typeof KINDS)[number];

export interface Contender {
  readonly name: string;
  readonly ours: boolean;
  /** How it is called; a kind that it does not have is absent. */
  readonly calls: Partial<Readonly<Record<Kind, Call>>>;
}

export interface Call extends Pick<Load, "port" | "requests" | "status"> {
  readonly program: Program;
}
