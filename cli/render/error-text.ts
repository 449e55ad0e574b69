import { UsageError } from "../error";
import { printable } from "./printable";

/**
 * An error as it may go to a terminal: its message quotes names of anybody's Terraform and paths of anybody's disk.
 * What another program said keeps its lines, indented, so that none of them looks like one of this program's.
 */
export function errorText(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [first = "", ...more] =
    error instanceof UsageError && error.code === "SYNTH_FAILED" ? message.split(/\r?\n/) : [message];
  return [printable(first), ...more.map((line) => `  ${printable(line)}`)].join("\n");
}

/** A fault of this program, with where it is. */
export function faultText(error: unknown): string {
  const { message, name, stack = "" } = error instanceof Error ? error : new Error(String(error));
  const frames = stack.split("\n").filter((line) => /^ {4}at /.test(line));
  return [printable(`${name}: ${message}`), ...frames.map(printable)].join("\n");
}
