import type { Level, Rule, Verdict } from "../../../terraform/access/guard";
import { type Positions, positionOf } from "../../../terraform/sources";
import { GIVE_BASE, noBaseText } from "../verdict/report";
import { staleName } from "../verdict/stale";
import type { FindingRule, Gravity, ReportedFinding } from "./finding";

const GRAVITY: Readonly<Record<Level, readonly [Gravity, severity: number]>> = {
  critical: ["error", 9.5],
  high: ["error", 8],
  medium: ["warning", 5.5],
  low: ["note", 3],
};

const NOT_CHECKED: FindingRule = {
  id: "not-checked",
  gravity: "warning",
  severity: 5.5,
  finds: "A change of which it is not known what it does for callers",
  reason: "Something that is not read or not known differs, and could decide who may call what",
  fix: "Find out what it changes, and add an entry to guard.unknown in gatehouse.json, with the reason in words",
};

const NO_BASE: FindingRule = {
  id: "no-base",
  gravity: "warning",
  finds: "Rules that were not checked, because there is no base to compare with",
  reason: "A rule that compares finds nothing without what was there before",
  fix: GIVE_BASE,
};

const STALE: FindingRule = {
  id: "stale-entry",
  gravity: "error",
  finds: "An entry of the configuration that matches nothing",
  reason: "An entry that lets nothing pass today may let something pass tomorrow",
  fix: "Remove the entry from gatehouse.json",
};

/** What `guard` stops, and what it could not check. */
export function findingsOfVerdict(
  { broken, skipped, stale, unknown }: Verdict,
  positions: Positions,
): readonly ReportedFinding[] {
  const at = (address: string) => {
    const position = positionOf(positions, address);
    return position && { position };
  };
  return [
    ...broken.map(({ address, message, resource, rule }) => ({
      rule: ruleOf(rule),
      about: resource,
      message,
      ...at(address ?? resource),
    })),
    ...unknown.map(({ argument, resource, why }) => ({
      rule: NOT_CHECKED,
      about: resource,
      message: why,
      key: `${resource} ${argument ?? ""}`,
      ...at(resource),
    })),
    ...(skipped.length > 0
      ? [{ rule: NO_BASE, about: "--base", message: `${noBaseText(skipped)} ${GIVE_BASE}.` }]
      : []),
    ...stale.map((entry) => ({ rule: STALE, about: staleName(entry), message: "it matches nothing" })),
  ];
}

function ruleOf({ finds, fix, id, level, reason }: Rule): FindingRule {
  const [gravity, severity] = GRAVITY[level];
  return { id, gravity, severity, finds, reason, fix };
}
