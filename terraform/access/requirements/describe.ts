import { KINDS, type KindName, type RequirementKind } from "./kinds";
import { clauseOf, type Requirement } from "./requirement";
import { NONE, type ValueSet } from "./value-set";

/** Requirements for people: `with an API key and from 10.0.0.0/8`; empty is an empty text. */
export function describeRequirements(requirements: readonly Requirement[]): string {
  return requirements.map(describeRequirement).join(" and ");
}

/** `with an API key`, `from 10.0.0.0/8`, `by another way than the VPC endpoint vpce-1`. */
function describeRequirement(requirement: Requirement): string {
  return [...clauseOf(requirement)].map(([kind, set]) => describe(kind, set)).join(" or ");
}

function describe(kind: KindName, set: ValueSet): string {
  const { anyText, otherText, text }: RequirementKind = KINDS[kind];
  const { isRest, values } = set.list();
  const named = values.filter((value) => value !== NONE).join(" or ");
  const withNone = values.includes(NONE);
  const filled = (template: string) => template.replace("VALUES", () => named);
  if (named === "") return isRest ? anyText : `not ${anyText}`;
  if (isRest) return withNone ? `${anyText}, ${filled(otherText)}` : filled(otherText);
  return withNone ? `${filled(text)}, or not ${anyText}` : filled(text);
}
