import type { Finding, Rule, Verdict } from "../../../terraform/access/guard";
import { type Position, type Positions, positionOf } from "../../../terraform/sources";
import { jsonText } from "../json";
import { staleName } from "./stale";
import { waiverOf } from "./waiver";

/** What the formats of a verdict show, the gravest first. */
export interface VerdictReport {
  readonly rules: readonly BrokenRule[];
  /** What could not be checked. */
  readonly unknown: readonly FoundAt[];
  /** Entries of guard.unknown that accept that. */
  readonly accepting: readonly string[];
  /** Entries of the configuration that match nothing. */
  readonly stale: readonly string[];
  readonly notes: readonly FoundAt[];
  readonly summary: string;
}

export interface BrokenRule {
  readonly rule: Rule;
  readonly findings: readonly FoundAt[];
  /** The list in gatehouse.json that takes `entries`. */
  readonly list: "guard.waivers" | "guard.widenings";
  /** What lets the findings pass, once its reason is written: the empty one is refused. */
  readonly entries: readonly string[];
}

export interface FoundAt {
  readonly resource: string;
  readonly message: string;
  readonly position?: Position;
}

export function verdictReport(verdict: Verdict, positions: Positions): VerdictReport {
  const { broken, notes, stale, unknown } = verdict;
  return {
    rules: byRule(broken).map(([rule, findings]) => ({
      rule,
      findings: findings.map(({ address, message, resource }) =>
        foundAt({ resource, message }, address ?? resource, positions),
      ),
      list: findings.some(({ entry }) => entry) ? "guard.widenings" : "guard.waivers",
      entries: unique(findings.map((finding) => jsonText(entryOf(rule, finding)))),
    })),
    unknown: unknown.map(({ resource, why }) => foundAt({ resource, message: why }, resource, positions)),
    accepting: unique(unknown.map(({ resource }) => jsonText({ resource, reason: "" }))),
    stale: stale.map(staleName),
    notes: notes.map(({ address, message }) => foundAt({ resource: address, message }, address, positions)),
    summary: summaryOf(verdict),
  };
}

function entryOf({ id }: Rule, { entry, ...finding }: Finding): object {
  return entry ?? waiverOf(id, finding);
}

function foundAt(found: Omit<FoundAt, "position">, address: string, positions: Positions): FoundAt {
  const position = positionOf(positions, address);
  return { ...found, ...(position && { position }) };
}

function byRule(broken: Verdict["broken"]): [Rule, Verdict["broken"]][] {
  const found = new Map(broken.map(({ rule }) => [rule.id, rule]));
  return [...found.values()].map((rule) => [rule, broken.filter((finding) => finding.rule.id === rule.id)]);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function summaryOf({ accepted, broken, inapplicable, skipped, stale, unknown, waived }: Verdict): string {
  const parts = [
    broken.length + stale.length === 0 ? "No rule is broken." : `${broken.length + stale.length} to fix.`,
    ...(unknown.length > 0 ? [`${unknown.length} not known.`] : []),
    ...(waived.length > 0 ? [`${waived.length} waived.`] : []),
    ...(accepted.length > 0 ? [`${accepted.length} accepted as not known.`] : []),
    ...(skipped.length > 0 ? [`${noBaseText(skipped)} ${GIVE_BASE}.`] : []),
    ...(inapplicable.length > 0
      ? [`Not applicable, because no API was there before: ${namesOf(inapplicable)}.`]
      : []),
  ];
  return parts.join(" ");
}

export function noBaseText(skipped: readonly Rule[]): string {
  return `Not checked, because there is no base to compare with: ${namesOf(skipped)}.`;
}

function namesOf(rules: readonly Rule[]): string {
  return rules.map(({ id }) => id).join(", ");
}

/** What to do where there is no base. */
export const GIVE_BASE = "Give what was there before with --base PATH, or --base none if there was nothing";
export const UNKNOWN = "Not checked, because it is not known what it changes for callers";
export const STALE = "These entries";
