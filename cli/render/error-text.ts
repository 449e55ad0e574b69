import { UsageError, type UsageErrorCode } from "../error";
import { printable } from "./printable";

/** Errors whose messages have several lines. */
const OF_LINES: ReadonlySet<UsageErrorCode> = new Set([
  "NOT_SERVED",
  "PACKAGES_MISSING",
  "ROUTE_AMBIGUOUS",
  "ROUTE_UNKNOWN",
  "SYNTH_FAILED",
]);

/**
 * An error as it may be printed to a terminal: its message may quote names from any Terraform and paths of the disk.
 * Output of another program and lists of names keep their lines, indented, so that none of them looks like a line of
 * this program.
 */
export function errorText(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [first = "", ...more] =
    error instanceof UsageError && OF_LINES.has(error.code) ? message.split(/\r?\n/) : [message];
  if (more.length === 0) return printable(/[.!?]$/.test(first) ? first : `${first}.`);
  return [printable(first), ...more.map((line) => `  ${printable(line)}`)].join("\n");
}

/** A defect of this program, with its stack. */
export function faultText(error: unknown): string {
  const { message, name, stack = "" } = error instanceof Error ? error : new Error(String(error));
  const frames = stack.split("\n").filter((line) => /^ {4}at /.test(line));
  return [printable(`${name}: ${message}`), ...frames.map(printable)].join("\n");
}
