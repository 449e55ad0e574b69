import type { Case } from "./case";
import * as condition from "./restate/conditions";
import * as principal from "./restate/principals";
import * as resource from "./restate/resources";
import * as value from "./restate/values";

/**
 * A documented reason to differ. It is tested: the case is restated without the reason, and the other evaluator must then give
 * our answer.
 */
export interface Explanation {
  readonly id: string;
  /** `ours` where AWS's documentation supports our answer; `open` where it says nothing and ours is the stricter. */
  readonly right: "ours" | "open";
  readonly restate: (asked: Case) => Case;
}

const ours = (id: string, restate: Explanation["restate"]): Explanation => ({ id, right: "ours", restate });
const open = (id: string, restate: Explanation["restate"]): Explanation => ({ id, right: "open", restate });

/** In the order in which they are tried and combined. README.md names AWS's page for each. */
export const EXPLANATIONS: readonly Explanation[] = [
  ours("short-list", value.shortLists),
  ours("for-all-values-empty", condition.forAllValuesEmpty),
  ours("negated-without-value", condition.negatedWithoutValue),
  ours("empty-variable", value.emptyVariables),
  ours("special-character-in-equals", value.specialCharactersInEquals),
  ours("prefix-of-no-bits", value.prefixOfNoBits),
  ours("single-address", value.singleAddresses),
  ours("epoch", value.writtenOutDates),
  ours("variable-in-condition-arn", value.variablesInArns),
  open("several-values", condition.inDoubt(condition.hasSeveralValues)),
  open("not-comparable", condition.inDoubt(condition.cannotCompare)),
  open("unknown-operator", condition.inDoubt(condition.isUnknownOperator)),
  open("any-if-exists-missing", condition.inDoubt(condition.isAnyIfExistsMissing)),
  open("null-of-empty", condition.inDoubt(condition.isNullOfEmpty)),
  open("variable-of-several", condition.inDoubt(condition.hasVariableOfSeveral)),
  open("default-for-several", value.defaultsForSeveral),
  open("resource-of-several", resource.resourcesOfSeveral),
  open("not-resource-without-value", resource.unfilledNotResources),
  open("variable-in-account", resource.variablesInAccounts),
  ours("completed-arn", resource.completedArns),
  open("incomplete-arn", resource.incompleteArns),
  open("everyone-within-boundary", principal.everyoneWithinBoundary),
  open("not-principal-unsigned", principal.notPrincipalUnsigned),
  ours("wildcard-api", resource.wildcardApis),
  ours("asterisk-in-request", resource.asterisks),
  ours("old-version", resource.oldVersion),
];
