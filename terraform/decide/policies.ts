import type { Decision } from "../decision";
import { type AccessRequest, evaluate, type PolicyDecision } from "../iam/evaluate";
import type { ApiModel, AttachedPolicy } from "../model";

/** What is asked of policies: execute-api:Invoke on one ARN. */
export type Invocation = Omit<AccessRequest, "action"> & { readonly resource: string };

/** What one kind of policy says to an invocation: an outcome, and why. */
export interface Answer {
  readonly outcome: PolicyDecision["outcome"];
  readonly reason: string;
  readonly source?: Decision["source"];
}

/** @param subject whose policies they are, for the reason of an implicit denial */
export function ask(policies: readonly AttachedPolicy[], subject: string, invocation: Invocation): Answer {
  const { outcome, source } = evaluate(policies, { action: "execute-api:Invoke", ...invocation });
  const where = source && `statement ${source.statement} of ${source.address}`;
  const { resource } = invocation;
  switch (outcome) {
    case "allow":
      return { outcome, reason: `${where} allows ${resource}`, ...(source && { source }) };
    case "unknown":
      return { outcome, reason: unknownBecause(policies, source), ...(source && { source }) };
    case "deny-explicit":
      return { outcome, reason: `${where} denies ${resource}`, ...(source && { source }) };
    case "deny-implicit":
      return { outcome, reason: `No policy of ${subject} allows ${resource}`, source: { address: subject } };
  }
}

function unknownBecause(policies: readonly AttachedPolicy[], source: Decision["source"]): string {
  for (const { address, document } of policies) {
    if (address !== source?.address) continue;
    if ("unknown" in document && source.statement === undefined)
      return `The text of ${address} is not known: ${document.unknown}`;
    const statement = "unknown" in document ? undefined : document.statements[source.statement ?? -1];
    if (!statement) continue;
    const keys = [...new Set(statement.conditions.map(({ key }) => key))];
    const what = keys.length > 0 ? keys.join(", ") : "its policy variables";
    return `It depends on ${what}: statement ${source.statement} of ${address}`;
  }
  return `The text of ${source?.address} is not known`;
}

/** The decision that an answer is where it stands alone. */
export function decisionOf({ outcome, reason, source }: Answer): Decision {
  const common = { reason, ...(source && { source }) };
  if (outcome === "allow" || outcome === "unknown") return { outcome, ...common };
  return {
    outcome: "deny",
    ...common,
    ...(outcome === "deny-explicit" && { explicit: true }),
    refusal: "ACCESS_DENIED",
  };
}

/** The decision on a request with several ARNs: every one of them must be allowed. */
export function worst(decisions: readonly Decision[]): Decision {
  const [first] = decisions as [Decision];
  return (
    decisions.find(({ explicit }) => explicit) ??
    decisions.find(({ outcome }) => outcome === "deny") ??
    decisions.find(({ outcome }) => outcome === "unknown") ??
    first
  );
}

/** Something of a model by its ARN; the index is made once for each model. */
export function byArn<T extends { readonly arn: string }>(
  list: (model: ApiModel) => readonly T[],
): (model: ApiModel, arn: string) => T | undefined {
  const indexes = new WeakMap<ApiModel, ReadonlyMap<string, T>>();
  return (model, arn) => {
    const index = indexes.get(model) ?? new Map(list(model).map((entry) => [entry.arn, entry]));
    indexes.set(model, index);
    return index.get(arn);
  };
}
