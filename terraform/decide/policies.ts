import type { Decision } from "../decision";
import { type AccessRequest, evaluate } from "../iam/evaluate";
import type { AttachedPolicy } from "../model";

/** The decision of identity policies on execute-api:Invoke; every one of `resources` must be allowed. */
export function decidePolicies(
  policies: readonly AttachedPolicy[],
  resources: readonly string[],
  { subject, context }: { readonly subject: string; readonly context: AccessRequest["context"] },
): Decision {
  const decisions = resources.map((resource) => decideOne(policies, resource, subject, context));
  const [first] = decisions as [Decision];
  return (
    decisions.find(({ explicit }) => explicit) ??
    decisions.find(({ outcome }) => outcome === "deny") ??
    decisions.find(({ outcome }) => outcome === "unknown") ??
    first
  );
}

function decideOne(
  policies: readonly AttachedPolicy[],
  resource: string,
  subject: string,
  context: AccessRequest["context"],
): Decision {
  const { outcome, source } = evaluate(policies, { action: "execute-api:Invoke", resource, context });
  const where = source && `statement ${source.statement} of ${source.address}`;
  switch (outcome) {
    case "allow":
      return { outcome, reason: `${where} allows ${resource}`, ...(source && { source }) };
    case "unknown":
      return { outcome, reason: `The text of ${source?.address} is not known`, ...(source && { source }) };
    case "deny-explicit":
      return {
        outcome: "deny",
        reason: `${where} denies ${resource}`,
        ...(source && { source }),
        explicit: true,
        refusal: "ACCESS_DENIED",
      };
    case "deny-implicit":
      return {
        outcome: "deny",
        reason: `No policy of ${subject} allows ${resource}`,
        source: { address: subject },
        refusal: "ACCESS_DENIED",
      };
  }
}
