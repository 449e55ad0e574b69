import type { Budget } from "../budget";
import { refused, type Value, type ValueRecord } from "../value";
import type { FunctionName } from "./signatures";

/** The files and the work of a configuration: see `Scope`. */
export interface Surroundings {
  readonly files?: {
    text(path: string): string | undefined;
    below(folder: string): readonly string[] | undefined;
  };
  readonly budget: Budget;
}

/** A function of arguments that are converted to its parameters' types. */
export type Implementation = (args: readonly Value[], surroundings: Surroundings) => Value;

/** Functions by name. */
export type Functions<N extends FunctionName = FunctionName> = Readonly<Record<N, Implementation>>;

// Arguments have the type of their parameters; these tell the compiler.
export function text(value: Value | undefined): string {
  if (typeof value === "string") return value;
  throw refused("a text was expected");
}

export function integer(value: Value | undefined): number {
  if (Number.isSafeInteger(value)) return value as number;
  throw refused("a whole number was expected");
}

export function float(value: Value | undefined): number {
  if (typeof value === "number") return value;
  throw refused("a number was expected");
}

export function list(value: Value | undefined): readonly Value[] {
  if (Array.isArray(value)) return value;
  throw refused("a list was expected");
}

export function texts(value: Value | undefined): readonly string[] {
  return list(value).map(text);
}

export function record(value: Value | undefined): ValueRecord {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as ValueRecord;
  throw refused("a map was expected");
}
