import type { Attributes } from "./plan-actions";

/** The first block of a name, however the source writes blocks. */
export function block(values: Attributes, name: string): Attributes | undefined {
  const value = values[name];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === "object" && first !== null ? (first as Attributes) : undefined;
}

/** Whether two attributes may be the same: what is not known before apply may be anything. */
export function mayEqual(a: unknown, b: unknown): boolean {
  return typeof a !== "string" || typeof b !== "string" || a === b;
}
