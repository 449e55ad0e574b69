import type { Case } from "./case";
import * as condition from "./restate/conditions";
import * as principal from "./restate/principals";
import * as resource from "./restate/resources";
import * as value from "./restate/values";

/**
 * A documented reason to differ. What it claims is tried: the other evaluator is asked again, with the case restated
 * so that the reason is gone, and must then answer as ours did.
 */
export interface Explanation {
  readonly id: string;
  /** Whom AWS's documentation proves right; `open` where it says nothing, and ours takes the stricter side. */
  readonly right: "ours" | "open";
  readonly restate: (asked: Case) => Case;
}

const ours = (id: string, restate: Explanation["restate"]): Explanation => ({ id, right: "ours", restate });
const open = (id: string, restate: Explanation["restate"]): Explanation => ({ id, right: "open", restate });

/** In the order in which they are tried and combined. README.md says for each what AWS documents. */
export const EXPLANATIONS: readonly Explanation[] = [
  ours("short-list", value.shortLists),
  ours("for-all-of-nothing", condition.allOfNothing),
  ours("differs-from-no-value", condition.withoutUnfilled),
  ours("empty-variable", value.emptyVariables),
  ours("character-in-equals", value.charactersInEquals),
  ours("range-of-all", value.wholeRange),
  ours("single-address", value.singleAddresses),
  ours("epoch", value.writtenOutDates),
  ours("variable-in-condition-arn", value.variablesInArns),
  open("several-values", condition.inDoubt(condition.hasSeveralValues)),
  open("not-comparable", condition.inDoubt(condition.cannotCompare)),
  open("unknown-operator", condition.inDoubt(condition.isUnknownOperator)),
  open("any-if-exists-of-none", condition.inDoubt(condition.isAnyIfExistsOfNone)),
  open("null-of-empty", condition.inDoubt(condition.isNullOfEmpty)),
  open("compares-with-several", condition.inDoubt(condition.comparesWithSeveral)),
  open("default-of-several", value.defaultsOfSeveral),
  open("several-in-resource", resource.severalInResources),
  open("not-resource-without-value", resource.unfilledNotResources),
  open("variable-in-account", resource.variablesInAccounts),
  ours("completed-arn", resource.completedArns),
  open("incomplete-arn", resource.incompleteArns),
  open("everyone-within-boundary", principal.everyoneWithinBoundary),
  open("not-principal-of-nobody", principal.notPrincipalOfNobody),
  ours("wildcard-api", resource.wildcardApis),
  ours("asterisk-in-request", resource.asterisks),
  ours("old-version", resource.oldVersion),
];
