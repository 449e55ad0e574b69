import { EXIT } from "../exit-status";
import { codeBlock, details } from "../render/markdown";
import { printable } from "../render/printable";
import { isError, type Ran, type Review, statusOf } from "./review";

/** GitHub refuses longer comments: 65,536 characters. */
const MAX_COMMENT = 65_000;

/** The first line of a comment, by which the next run finds it. */
export function markerOf(name: string): string {
  return `<!-- gatehouse review: ${name} -->`;
}

const VERDICTS: Readonly<Record<number, string>> = {
  [EXIT.ok]: "✅ No rule is broken.",
  [EXIT.error]: "❌ Gatehouse could not read the Terraform, so nothing is checked.",
  [EXIT.usage]: "❌ Gatehouse was called in a wrong way, so nothing is checked.",
  [EXIT.wider]: "❌ A rule is broken.",
  [EXIT.unknown]: "❔ No rule is broken, but something could not be checked.",
};

/** The report for a comment; the table of all access is folded, and left to the summary where it does not fit. */
export function reportOf(
  name: string,
  review: Pick<Review, "access" | "diff" | "guard">,
  run: string,
): string {
  const { access, diff, guard } = review;
  const parts = [
    markerOf(name),
    `### ${titleOf(name)}`,
    VERDICTS[statusOf(review)] ?? `❌ Gatehouse ended with status ${statusOf(review)}.`,
    "#### What changes",
    textOf(diff),
    "#### Guard",
    textOf(guard),
  ];
  const table = details("Who may call what", textOf(access));
  const whole = [...parts, table, run].join("\n\n");
  if (whole.length <= MAX_COMMENT) return whole;
  return [...parts, "The table of all access is in the summary of the run.", run].join("\n\n");
}

/** The same for the summary of the run, always with the table. */
export function summaryOf(name: string, review: Pick<Review, "access" | "diff" | "guard">): string {
  const { access, diff, guard } = review;
  return [
    `### ${titleOf(name)}`,
    VERDICTS[statusOf(review)] ?? "",
    "#### What changes",
    textOf(diff),
    "#### Guard",
    textOf(guard),
    "#### Who may call what",
    textOf(access),
  ].join("\n\n");
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
