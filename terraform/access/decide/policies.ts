import type { Decision, Source, Statement } from "../../model";
import {
  type Arn,
  type Asked,
  dependencesOf,
  evaluateSet,
  mayBe,
  type PolicyDecision,
  type PolicySet,
  type Principal,
  unknownIn,
} from "../iam";
import { together } from "./dependence";

/** A request to policies: execute-api:Invoke on one ARN. */
export interface Invocation extends Asked {
  readonly resource: Arn;
}

/** The answer of one kind of policies to an invocation. */
export interface Answer {
  readonly outcome: PolicyDecision["outcome"];
  readonly reason: string;
  readonly source: Source;
  readonly dependsOn?: Decision["dependsOn"];
}

/** @param subject the holder of the policies, for the reason of an implicit denial */
export function ask(set: PolicySet, subject: string, invocation: Invocation): Answer {
  const { outcome, source } = evaluateSet(set, invocation);
  const { text } = invocation.resource;
  switch (outcome) {
    case "allow":
      return { outcome, reason: `statement ${source.statement} of ${source.address} allows ${text}`, source };
    case "unknown":
    case "deny-either":
      return {
        outcome,
        reason: unknownBecause(set, source, invocation.principal),
        source,
        dependsOn: () => dependencesOf(set, invocation),
      };
    case "deny-explicit":
      return { outcome, reason: `statement ${source.statement} of ${source.address} denies ${text}`, source };
    case "deny-implicit":
      return { outcome, reason: `No policy of ${subject} allows ${text}`, source: { address: subject } };
  }
}

function unknownBecause({ policies }: PolicySet, source: Source, principal: Principal | undefined): string {
  for (const { address, document } of policies) {
    if (address !== source.address) continue;
    // An unknown policy text takes precedence over any statement.
    if ("unknown" in document) return `The text of ${address} is not known: ${document.unknown}`;
    const statement = document.statements[source.statement ?? -1];
    if (!statement) continue;
    const unknown = unknownOf(statement);
    if (unknown !== undefined) return `It depends on ${unknown}: statement ${source.statement} of ${address}`;
    const keys = [...new Set(statement.conditions.map(({ key }) => key))];
    const named = principal && idsOf(statement).find((id) => mayBe(id, principal));
    const otherwise = named === undefined ? "its policy variables" : `whether the caller is ${named}`;
    const what = keys.length > 0 ? keys.join(", ") : otherwise;
    return `It depends on ${what}: statement ${source.statement} of ${address}`;
  }
  return `The text of ${source.address} is not known`;
}

function idsOf({ notPrincipals, principals }: Statement): readonly string[] {
  return [...(principals?.AWS ?? []), ...(notPrincipals?.AWS ?? [])];
}

function unknownOf({ conditions, notResources = [], resources = [] }: Statement): string | undefined {
  const texts = [...resources, ...notResources, ...conditions.flatMap(({ values }) => values)];
  return texts.map(unknownIn).find((unknown) => unknown !== undefined);
}

/** The decision where only one kind of policies applies. */
export function decisionOf({ dependsOn, outcome, reason, source }: Answer): Decision {
  switch (outcome) {
    case "allow":
      return { outcome, reason, source };
    case "unknown":
      return { outcome, reason, source, ...(dependsOn && { dependsOn }) };
    case "deny-explicit":
      return { outcome: "deny", reason, source, explicit: true, refusal: "ACCESS_DENIED" };
    case "deny-either":
    case "deny-implicit":
      return { outcome: "deny", reason, source, refusal: "ACCESS_DENIED" };
  }
}

/** The decision on a request with several ARNs: each of them must be allowed. */
export function worst(decisions: readonly Decision[]): Decision {
  const [first] = decisions as [Decision];
  if (decisions.length === 1) return first;
  const denied =
    decisions.find(({ explicit }) => explicit) ?? decisions.find(({ outcome }) => outcome === "deny");
  if (denied) return denied;
  const unknown = decisions.find(({ outcome }) => outcome === "unknown");
  return unknown ? { ...unknown, ...together(decisions) } : first;
}
