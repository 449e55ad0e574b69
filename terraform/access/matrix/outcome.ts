import type { Decision } from "../../model";
import { together } from "../decide";

const RANK = { deny: 0, unknown: 1, allow: 2 } as const;

/** The most permissive of several decisions between which the caller chooses. */
export function best(decisions: readonly Decision[]): Decision | undefined {
  const found = decisions.reduce<Decision | undefined>(
    (found, next) => (found && RANK[found.outcome] >= RANK[next.outcome] ? found : next),
    undefined,
  );
  if (found?.outcome !== "unknown") return found;
  return { ...found, ...together(decisions.filter(({ outcome }) => outcome === "unknown")) };
}

/**
 * The decision of several cases between which the caller does not choose: their common outcome, or `unknown`.
 *
 * @param choice what decides which case it is, for people, and the address of the resource that says it
 */
export function agreed(
  decisions: readonly Decision[],
  choice: { readonly dependsOn: string; readonly at?: string },
): Decision | undefined {
  const [first, ...rest] = decisions;
  if (!first) return first;
  const cases = together(decisions).dependsOn;
  const dependsOn = cases && {
    dependsOn: () => [...cases(), ...(choice.at === undefined ? [] : [{ address: choice.at }])],
  };
  if (rest.every(({ outcome }) => outcome === first.outcome))
    return first.outcome === "unknown" && rest.length > 0 ? { ...withoutCases(first), ...dependsOn } : first;
  const allowed = best(decisions) ?? first;
  return {
    ...without(allowed),
    outcome: "unknown",
    reason: `${choice.dependsOn}: ${allowed.reason}`,
    ...dependsOn,
  };
}

/** Two conditions, of which both must be met. */
export function both(first: Decision, second: () => Decision): Decision {
  if (first.outcome === "deny") return first;
  const then = second();
  if (then.outcome === "deny") return then;
  const unknown = [first, then].find(({ outcome }) => outcome === "unknown");
  return unknown ? { ...(then.outcome === "allow" ? first : then), ...together([first, then]) } : then;
}

function withoutCases({ dependsOn: _, ...decision }: Decision): Decision {
  return decision;
}

function without({ reason, source }: Decision): Omit<Decision, "outcome"> {
  return { reason, ...(source && { source }) };
}
