import { KINDS, type KindName, type RequirementKind } from "./kinds";
import { clauseOf, type Requirement } from "./requirement";
import { NONE, type ValueSet } from "./value-set";

/** Requirements for people: `with an API key and from 10.0.0.0/8`; empty is an empty text. */
export function describeRequirements(requirements: readonly Requirement[]): string {
  return requirements.map(describeRequirement).join(" and ");
}

/** `with an API key`, `from 10.0.0.0/8`, `not through the VPC endpoint vpce-1`. */
function describeRequirement(requirement: Requirement): string {
  return [...clauseOf(requirement)].map(([kind, set]) => describe(kind, set)).join(" or ");
}

function describe(kind: KindName, set: ValueSet): string {
  const { anyText, text }: RequirementKind = KINDS[kind];
  const { isRest, values } = set.list();
  const named = values.filter((value) => value !== NONE);
  const withNone = values.includes(NONE);
  const some = named.length === 0 ? anyText : text.replace("VALUES", () => named.join(" or "));
  if (!isRest)
    return withNone ? (named.length === 0 ? `not ${anyText}` : `${some}, or not ${anyText}`) : some;
  if (named.length === 0) return anyText;
  return withNone ? `${anyText}, but not ${some}` : `not ${some}`;
}
