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

function clean(value: unknown): unknown {
  if (typeof value === "string") return printable(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, clean(item)]));
}
