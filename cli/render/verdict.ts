import type { Rule, Verdict } from "../../terraform/access/guard";
import { jsonText } from "./json";
import { escaped } from "./markdown";

type Broken = Verdict["broken"];

export function verdictText(verdict: Verdict): string {
  const sections = byRule(verdict.broken).map(([rule, findings]) =>
    [
      `${rule.id}: ${rule.reason}.`,
      ...findings.map(({ message, resource }) => `  ! ${resource}: ${message}`),
      `  Fix: ${rule.fix}.`,
      ...entriesOf(findings).map((entry) => `    ${entry}`),
    ].join("\n"),
  );
  const stale = verdict.stale.map((entry) => `  ! ${nameOf(entry)}`);
  const unknown = verdict.unknown.map(({ resource, why }) => `  ? ${resource}: ${why}`);
  return `${[
    ...sections,
    ...(unknown.length > 0 ? [[`${UNKNOWN}:`, ...unknown, ...acceptingEntries(verdict)].join("\n")] : []),
    ...(stale.length > 0
      ? [["These entries of the configuration match nothing; remove them:", ...stale].join("\n")]
      : []),
    ...(verdict.notes.length > 0
      ? [["Notes:", ...verdict.notes.map(({ address, message }) => `  ${address}: ${message}`)].join("\n")]
      : []),
    summary(verdict),
  ].join("\n\n")}\n`;
}

export function verdictMarkdown(verdict: Verdict): string {
  const sections = byRule(verdict.broken).map(([rule, findings]) =>
    [
      `#### ${escaped(rule.id)}`,
      `${escaped(rule.reason)}. ${escaped(rule.fix)}.`,
      "",
      ...findings.map(({ message, resource }) => `- **${escaped(resource)}**: ${escaped(message)}`),
      ...entriesOf(findings).map((entry) => `- ${escaped(entry)}`),
    ].join("\n"),
  );
  const stale = verdict.stale.map((entry) => `- ${escaped(nameOf(entry))}`);
  const unknown = verdict.unknown.map(({ resource, why }) => `- **${escaped(resource)}**: ${escaped(why)}`);
  return `${[
    ...sections,
    ...(unknown.length > 0 ? [[`#### ${UNKNOWN}`, ...unknown].join("\n")] : []),
    ...(stale.length > 0
      ? [["#### Entries of the configuration that match nothing", ...stale].join("\n")]
      : []),
    ...(verdict.notes.length > 0
      ? [
          [
            "#### Notes",
            ...verdict.notes.map(({ address, message }) => `- **${escaped(address)}**: ${escaped(message)}`),
          ].join("\n"),
        ]
      : []),
    escaped(summary(verdict)),
  ].join("\n\n")}\n`;
}

const UNKNOWN = "Not checked, because it is not known what it changes for callers";

/** Entries to paste; the empty reason is refused until it is written. */
function acceptingEntries({ unknown }: Verdict): string[] {
  const resources = [...new Set(unknown.map(({ resource }) => resource))];
  return [
    "  Fix: Find out what it changes, and add the entry to guard.unknown in gatehouse.json, with the reason in words.",
    ...resources.map((resource) => `    ${jsonText({ resource, reason: "" })}`),
  ];
}

/**
 * `{"broken":[{"rule","resource","message","reason","fix","entry"?}],"waived":[…],
 * "unknown":[{"resource","argument"?,"why"}],"accepted":[{"resource","argument"?,"why","because"}],"stale":[…],
 * "skipped":["rule"],"notes":[{"address","message"}]}`
 */
export function verdictJson({ accepted, broken, notes, skipped, stale, unknown, waived }: Verdict): string {
  const report = {
    broken: broken.map(({ entry, message, resource, rule }) => ({
      rule: rule.id,
      resource,
      message,
      reason: rule.reason,
      fix: rule.fix,
      ...(entry && { entry }),
    })),
    waived: waived.map(({ message, resource, rule, waiver }) => ({
      rule: rule.id,
      resource,
      message,
      because: waiver.reason,
    })),
    unknown,
    accepted: accepted.map(({ entry, ...one }) => ({ ...one, because: entry.reason })),
    stale,
    skipped: skipped.map(({ id }) => id),
    notes: notes.map(({ address, message }) => ({ address, message })),
  };
  return `${jsonText(report, 2)}\n`;
}

/** Entries to paste; the empty reason is refused until it is written. */
function entriesOf(findings: Broken): string[] {
  return findings.flatMap(({ entry }) => (entry ? [jsonText(entry)] : []));
}

function byRule(broken: Broken): [Rule, Broken][] {
  const found = new Map(broken.map(({ rule }) => [rule.id, rule]));
  return [...found.values()].map((rule) => [rule, broken.filter((finding) => finding.rule.id === rule.id)]);
}

function nameOf(entry: Verdict["stale"][number]): string {
  if ("rule" in entry) return `waiver of ${entry.rule} for ${entry.resource}`;
  if ("resource" in entry) return `unknown ${entry.resource}`;
  const { meant, principal, route } = entry;
  const expected = meant ? `; expected the principal as ${meant.join(" or ")}` : "";
  return `widening of ${route} for ${principal}${expected}`;
}

function summary({ accepted, broken, skipped, stale, unknown, waived }: Verdict): string {
  const parts = [
    broken.length + stale.length === 0 ? "No rule is broken." : `${broken.length + stale.length} to fix.`,
    ...(unknown.length > 0 ? [`${unknown.length} not known.`] : []),
    ...(waived.length > 0 ? [`${waived.length} waived.`] : []),
    ...(accepted.length > 0 ? [`${accepted.length} accepted as not known.`] : []),
    ...(skipped.length > 0
      ? [`Not checked, because there is no base to compare with: ${skipped.map(({ id }) => id).join(", ")}.`]
      : []),
  ];
  return parts.join(" ");
}
