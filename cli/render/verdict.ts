import type { Rule, Verdict } from "../../terraform/access/guard";
import { jsonText } from "./json";
import { escaped } from "./markdown";

type Broken = Verdict["broken"];

/** Whether the change must not be merged. */
export function isRefused({ broken, stale }: Verdict): boolean {
  return broken.length > 0 || stale.length > 0;
}

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
  return `${[
    ...sections,
    ...(stale.length > 0
      ? [["These entries of the configuration match nothing; remove them:", ...stale].join("\n")]
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
  return `${[
    ...sections,
    ...(stale.length > 0
      ? [["#### Entries of the configuration that match nothing", ...stale].join("\n")]
      : []),
    escaped(summary(verdict)),
  ].join("\n\n")}\n`;
}

/** `{"broken":[{"rule","resource","message","reason","fix","entry"?}],"waived":[…],"stale":[…],"skipped":["rule"]}` */
export function verdictJson({ broken, skipped, stale, waived }: Verdict): string {
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
    stale,
    skipped: skipped.map(({ id }) => id),
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
  return "rule" in entry
    ? `waiver of ${entry.rule} for ${entry.resource}`
    : `widening of ${entry.route} for ${entry.principal}${entry.meant ? `; expected the principal as ${entry.meant.join(" or ")}` : ""}`;
}

function summary({ broken, skipped, stale, waived }: Verdict): string {
  const parts = [
    broken.length + stale.length === 0 ? "No rule is broken." : `${broken.length + stale.length} to fix.`,
    ...(waived.length > 0 ? [`${waived.length} waived.`] : []),
    ...(skipped.length > 0
      ? [`Not checked, because there is no base to compare with: ${skipped.map(({ id }) => id).join(", ")}.`]
      : []),
  ];
  return parts.join(" ");
}
