import type { Decision } from "../../model";

const RANK = { deny: 0, unknown: 1, allow: 2 } as const;

/** Of several ways that a caller may choose between, the one that gets furthest. */
export function best(decisions: readonly Decision[]): Decision | undefined {
  return decisions.reduce<Decision | undefined>(
    (found, next) => (found && RANK[found.outcome] >= RANK[next.outcome] ? found : next),
    undefined,
  );
}

/** Of several cases that nobody chooses between: what all say, or `unknown`. */
export function agreed(decisions: readonly Decision[], dependsOn: string): Decision | undefined {
  const [first, ...rest] = decisions;
  if (!first || rest.every(({ outcome }) => outcome === first.outcome)) return first;
  const allowed = best(decisions) ?? first;
  return { ...without(allowed), outcome: "unknown", reason: `${dependsOn}: ${allowed.reason}` };
}

/** Two conditions in a row: the first that is not met decides. */
export function both(first: Decision, second: () => Decision): Decision {
  if (first.outcome === "deny") return first;
  const then = second();
  return then.outcome === "allow" ? (first.outcome === "allow" ? then : first) : then;
}

function without({ reason, source }: Decision): Omit<Decision, "outcome"> {
  return { reason, ...(source && { source }) };
}
