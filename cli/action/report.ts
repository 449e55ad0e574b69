import { EXIT } from "../exit-status";
import { codeBlock, details } from "../render/markdown";
import { printable } from "../render/printable";
import { isError, type Ran, type Review } from "./review";

/** GitHub refuses longer comments: 65,536 characters. */
const MAX_COMMENT = 65_000;

/** The first line of a comment, by which the next run finds it. */
export function markerOf(name: string): string {
  return `<!-- gatehouse review: ${name} -->`;
}

/** A comment that GitHub takes; if it must be cut, it says first how much is missing. */
export function boundedComment(marker: string, text: string): string {
  const whole = `${marker}\n\n${text}`;
  if (whole.length <= MAX_COMMENT) return whole;
  const cut = (missing: number) =>
    `${marker}\n\n❔ The report is cut off: ${missing} of ${text.length} characters are missing at its end. The summary of the run has more.\n\n`;
  const kept = MAX_COMMENT - cut(text.length).length;
  return cut(text.length - kept) + text.slice(0, kept);
}

const VERDICTS: Readonly<Record<number, string>> = {
  [EXIT.ok]: "✅ No rule is broken.",
  [EXIT.error]: "❌ Gatehouse could not read the Terraform, so nothing is checked.",
  [EXIT.usage]: "❌ Gatehouse was called in a wrong way, so nothing is checked.",
  [EXIT.wider]: "❌ A rule is broken.",
  [EXIT.unknown]: "❔ No rule is broken, but something could not be checked.",
};

type Reported = Pick<Review, "access" | "diff" | "guard" | "status">;

/** Where the action stops at rules about plans only. */
const LEFT =
  "❔ No rule about what the plan does is broken. What else guard says is for who approves: it knows this root alone.";

/** The report for a comment; the table of all access is folded, and left to the summary where it does not fit. */
export function reportOf(name: string, review: Reported, run: string): string {
  const parts = [markerOf(name), ...partsOf(name, review)];
  const table = details("Who may call what", textOf(review.access));
  const whole = [...parts, table, run].join("\n\n");
  if (whole.length <= MAX_COMMENT) return whole;
  return [...parts, "The table of all access is in the summary of the run.", run].join("\n\n");
}

/** The same for the summary of the run, always with the table. */
export function summaryOf(name: string, review: Reported): string {
  return [...partsOf(name, review), "#### Who may call what", textOf(review.access)].join("\n\n");
}

function partsOf(name: string, { diff, guard, status }: Reported): readonly string[] {
  const isLeft = status === EXIT.ok && guard.status !== EXIT.ok;
  return [
    `### ${titleOf(name)}`,
    isLeft ? LEFT : (VERDICTS[status] ?? `❌ Gatehouse ended with status ${status}.`),
    "#### What changes",
    textOf(diff),
    "#### Guard",
    textOf(guard),
  ];
}

/** A report of what kept the commands from running. */
export function problemReport(name: string, problem: string, run: string): string {
  return [markerOf(name), `### ${titleOf(name)}`, VERDICTS[EXIT.usage], blockOf(problem), run].join("\n\n");
}

function titleOf(name: string): string {
  return name === "gatehouse" ? "Who may call what" : `Who may call what: ${name}`;
}

function textOf(ran: Ran): string {
  return isError(ran) ? blockOf(ran.problem) : ran.text.trim();
}

function blockOf(text: string): string {
  return codeBlock(text.split("\n").map(printable).join("\n"));
}
