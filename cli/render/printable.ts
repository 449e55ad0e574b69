const MAX_LENGTH = 2_000;
/** ASCII without controls, which most lines are. */
const PLAIN = /^[ -~]*$/;

/**
 * A line as it may be printed to a terminal or a log: it may contain a caller's input, which must not move the cursor,
 * forge another line, or hide the rest.
 */
export function printable(line: string): string {
  const shown = PLAIN.test(line)
    ? line
    : line.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`);
  return shown.length <= MAX_LENGTH ? shown : `${shown.slice(0, MAX_LENGTH)}… (${shown.length} characters)`;
}

/** The same value with every text in it fit for a terminal or a comment: names come from any Terraform. */
export function cleaned<T>(value: T): T {
  return clean(value) as T;
}

/** What is fit for it already, which nearly all of a large matrix is, is not copied. */
function clean(value: unknown): unknown {
  if (typeof value === "string") return printable(value);
  if (typeof value !== "object" || value === null) return value;
  const of = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(of);
  const items = keys.map((key) => clean(of[key]));
  if (items.every((item, index) => item === of[keys[index] as string])) return value;
  return Array.isArray(value) ? items : Object.fromEntries(keys.map((key, index) => [key, items[index]]));
}
