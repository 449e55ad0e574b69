import type { Decision, Source, Statement } from "../../model";
import { type Arn, type Asked, evaluateSet, type PolicyDecision, type PolicySet, unknownIn } from "../iam";

/** What is asked of policies: execute-api:Invoke on one ARN. */
export interface Invocation extends Asked {
  readonly resource: Arn;
}

/** What one kind of policy says to an invocation: an outcome, and why. */
export interface Answer {
  readonly outcome: PolicyDecision["outcome"];
  readonly reason: string;
  readonly source: Source;
}

/** @param subject whose policies they are, for the reason of an implicit denial */
export function ask(set: PolicySet, subject: string, invocation: Invocation): Answer {
  const { outcome, source } = evaluateSet(set, invocation);
  const { text } = invocation.resource;
  switch (outcome) {
    case "allow":
      return { outcome, reason: `statement ${source.statement} of ${source.address} allows ${text}`, source };
    case "unknown":
      return { outcome, reason: unknownBecause(set, source), source };
    case "deny-explicit":
      return { outcome, reason: `statement ${source.statement} of ${source.address} denies ${text}`, source };
    case "deny-implicit":
      return { outcome, reason: `No policy of ${subject} allows ${text}`, source: { address: subject } };
  }
}

function unknownBecause({ policies }: PolicySet, source: Source): string {
  for (const { address, document } of policies) {
    if (address !== source.address) continue;
    // A text that is not known decides before any statement does.
    if ("unknown" in document) return `The text of ${address} is not known: ${document.unknown}`;
    const statement = document.statements[source.statement ?? -1];
    if (!statement) continue;
    const unknown = unknownOf(statement);
    if (unknown !== undefined) return `It depends on ${unknown}: statement ${source.statement} of ${address}`;
    const keys = [...new Set(statement.conditions.map(({ key }) => key))];
    const what = keys.length > 0 ? keys.join(", ") : "its policy variables";
    return `It depends on ${what}: statement ${source.statement} of ${address}`;
  }
  return `The text of ${source.address} is not known`;
}

function unknownOf({ conditions, notResources = [], resources = [] }: Statement): string | undefined {
  const texts = [...resources, ...notResources, ...conditions.flatMap(({ values }) => values)];
  return texts.map(unknownIn).find((unknown) => unknown !== undefined);
}

/** The decision that an answer is where it stands alone. */
export function decisionOf({ outcome, reason, source }: Answer): Decision {
  switch (outcome) {
    case "allow":
    case "unknown":
      return { outcome, reason, source };
    case "deny-explicit":
      return { outcome: "deny", reason, source, explicit: true, refusal: "ACCESS_DENIED" };
    case "deny-implicit":
      return { outcome: "deny", reason, source, refusal: "ACCESS_DENIED" };
  }
}

/** The decision on a request with several ARNs: every one of them must be allowed. */
export function worst(decisions: readonly Decision[]): Decision {
  const [first] = decisions as [Decision];
  if (decisions.length === 1) return first;
  return (
    decisions.find(({ explicit }) => explicit) ??
    decisions.find(({ outcome }) => outcome === "deny") ??
    decisions.find(({ outcome }) => outcome === "unknown") ??
    first
  );
}
