import type { Decision } from "../../model";

const RANK = { deny: 0, unknown: 1, allow: 2 } as const;

/** The most permissive of several decisions between which the caller chooses. */
export function best(decisions: readonly Decision[]): Decision | undefined {
  return decisions.reduce<Decision | undefined>(
    (found, next) => (found && RANK[found.outcome] >= RANK[next.outcome] ? found : next),
    undefined,
  );
}

/** The decision of several cases between which the caller does not choose: their common outcome, or `unknown`. */
export function agreed(decisions: readonly Decision[], dependsOn: string): Decision | undefined {
  const [first, ...rest] = decisions;
  if (!first || rest.every(({ outcome }) => outcome === first.outcome)) return first;
  const allowed = best(decisions) ?? first;
  return { ...without(allowed), outcome: "unknown", reason: `${dependsOn}: ${allowed.reason}` };
}

/** Two conditions, of which both must be met. */
export function both(first: Decision, second: () => Decision): Decision {
  if (first.outcome === "deny") return first;
  const then = second();
  return then.outcome === "allow" ? (first.outcome === "allow" ? then : first) : then;
}

function without({ reason, source }: Decision): Omit<Decision, "outcome"> {
  return { reason, ...(source && { source }) };
}
