import type { Verdict } from "../../../terraform/access/guard";
import type { Positions } from "../../../terraform/sources";
import { commentOf } from "../comment";
import { codeBlock, details, escaped } from "../markdown";
import { placed } from "../places";
import { type FoundAt, UNKNOWN, verdictReport } from "./report";

/** Findings of a rule that are listed openly; more of them are folded. */
const OPEN_FINDINGS = 10;

/** For a comment on a pull request: what does not fit into one is left out, and counted. */
export function verdictMarkdown(
  verdict: Verdict,
  { configFile, positions }: { readonly configFile: string; readonly positions: Positions },
): string {
  const { accepting, notes, rules, stale, summary, unknown } = verdictReport(verdict, positions);
  return commentOf((most) =>
    [
      ...rules.map(({ entries, findings, list, rule }) =>
        [
          `#### ${escaped(rule.id)}\n${escaped(rule.reason)}. ${escaped(rule.fix)}.`,
          itemsOf(findings, most),
          entriesOf(entries, `${list} in ${configFile}`, most),
        ].join("\n\n"),
      ),
      ...(unknown.length > 0
        ? [
            `#### ${UNKNOWN}\n\n${itemsOf(unknown, most)}\n\n${entriesOf(accepting, `guard.unknown in ${configFile}`, most)}`,
          ]
        : []),
      ...(stale.length > 0
        ? [
            [
              `#### Entries in ${escaped(configFile)} that match nothing`,
              ...stale.map((name) => `- ${escaped(name)}`),
            ].join("\n"),
          ]
        : []),
      ...(notes.length > 0 ? [`#### Notes\n\n${itemsOf(notes, most)}`] : []),
      escaped(summary),
    ].join("\n\n"),
  );
}

function itemsOf(found: readonly FoundAt[], most: number): string {
  const more = found.length - most;
  const items = [
    ...found.slice(0, most).map((one) => `- ${itemOf(one)}`),
    ...(more > 0 ? [`- … and ${more} more`] : []),
  ].join("\n");
  return found.length > OPEN_FINDINGS ? details(`${found.length} findings`, items) : items;
}

function itemOf({ message, position, resource }: FoundAt): string {
  return [`**${escaped(resource)}**: ${escaped(message)}`, ...placed([], position).map(escaped)].join(", ");
}

function entriesOf(entries: readonly string[], list: string, most: number): string {
  const more = entries.length - most;
  const rest = more > 0 ? `\n\n… and ${more} more` : "";
  return details(
    `Entries for ${list}, each to be given its reason`,
    `${codeBlock(entries.slice(0, most).join(",\n"))}${rest}`,
  );
}
