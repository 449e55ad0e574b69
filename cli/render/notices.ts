import type { Notice } from "../../terraform/model";
import { escaped } from "./markdown";
import { printable } from "./printable";

/** A line for each notice, for stderr; empty without notices. */
export function noticeLines(notices: readonly Notice[]): string {
  return notices.map(({ address, message }) => `! ${printable(`${address}: ${message}`)}\n`).join("");
}

/** The section of a difference that lists warnings; empty without warnings. */
export function newWarnings(notices: readonly Notice[], isMarkdown: boolean): string {
  if (notices.length === 0) return "";
  const lines = notices.map(({ address, message }) => `${address}: ${message}`);
  return isMarkdown
    ? ["", "#### New warnings", ...lines.map((line) => `- ${escaped(line)}`), ""].join("\n")
    : ["", "New warnings", ...lines.map((line) => `  ${line}`), ""].join("\n");
}
