import type { Verdict } from "../../../terraform/access/guard";
import type { Positions } from "../../../terraform/sources";
import { type Paint, plain, type Style } from "../colour";
import { placed } from "../places";
import { hanging } from "../wrap";
import { type BrokenRule, type FoundAt, STALE, UNKNOWN, verdictReport } from "./report";

export interface VerdictOptions {
  readonly positions: Positions;
  /** The configuration that was read, or that its entries would be written to. */
  readonly configFile: string;
  /** List all findings and entries of a rule, and not the first ones only. */
  readonly verbose?: boolean;
  /** Of the terminal; Infinity where lines are not cut, as in a file. */
  readonly width?: number;
  /** @default without styles */
  readonly paint?: Paint;
}

/** Findings of a rule, and entries, that are listed without `verbose`. */
const LISTED = 20;
/** Before an entry for the configuration. */
const ENTRY = "    ";

export function verdictText(
  verdict: Verdict,
  { configFile, paint = plain, positions, verbose = false, width = Number.POSITIVE_INFINITY }: VerdictOptions,
): string {
  const { accepting, notes, rules, stale, summary, unknown } = verdictReport(verdict, positions);
  const most = verbose ? Number.POSITIVE_INFINITY : LISTED;
  // Entries are copied: they stay in one line.
  const cut = (lines: readonly string[]) =>
    lines.flatMap((line) => (line.startsWith(ENTRY) ? [line] : hanging(line, width)));
  const sections = [
    ...rules.map((rule) => brokenRule(rule, configFile, most)),
    ...(unknown.length > 0
      ? [
          [
            `${UNKNOWN}:`,
            ...listed(
              unknown.map((found) => `  ? ${lineOf(found)}`),
              most,
            ),
            `  Fix: Find out what it changes, and add the entry to guard.unknown in ${configFile}, with the reason in words.`,
            ...listed(
              accepting.map((entry) => `${ENTRY}${entry}`),
              most,
            ),
          ],
        ]
      : []),
    ...(stale.length > 0
      ? [[`${STALE} in ${configFile} match nothing; remove them:`, ...stale.map((name) => `  ! ${name}`)]]
      : []),
    ...(notes.length > 0 ? [["Notes:", ...notes.map((note) => `  ${lineOf(note)}`)]] : []),
  ];
  const found = sections.map((lines) => cut(lines).map((line) => paint(styleOf(line), line)));
  // The summary is last, and stands out.
  const all = [...found, cut([summary]).map((line) => paint("bold", line))];
  return `${all.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** Of the lines of findings, by their marks. */
function styleOf(line: string): Style | undefined {
  if (line.startsWith("  ! ")) return "red";
  return line.startsWith("  ? ") ? "yellow" : undefined;
}

function brokenRule(
  { entries, findings, list, rule }: BrokenRule,
  configFile: string,
  most: number,
): string[] {
  return [
    `${rule.id}: ${rule.reason}.`,
    ...listed(
      findings.map((found) => `  ! ${lineOf(found)}`),
      most,
    ),
    `  Fix: ${rule.fix}.`,
    `  To let ${entries.length > 1 ? "them" : "it"} pass, add to ${list} in ${configFile}, with the reason in words:`,
    ...listed(
      entries.map((entry) => `${ENTRY}${entry}`),
      most,
    ),
  ];
}

function lineOf({ message, position, resource }: FoundAt): string {
  return placed([`${resource}: ${message}`], position).join("  ");
}

function listed(lines: readonly string[], most: number): string[] {
  const more = lines.length - most;
  return more > 0 ? [...lines.slice(0, most), `    … and ${more} more; --verbose lists them`] : [...lines];
}
