import type { AttachedPolicy } from "../../model";
import { type Keys, usedConditions, type VersionedCondition } from "../iam";
import { type Dimension, dimensionOf, type Endpoint } from "./condition-keys";

/**
 * The requests between which policies distinguish by condition keys: one for each combination of pieces. Keys that
 * are not among the dimensions are left open.
 */
export interface RequestSpace {
  readonly dimensions: readonly Dimension[];
  /** The keys of one request for each combination; the last dimension counts fastest. */
  readonly points: readonly Keys[];
}

/** With more combinations, keys are left open, so that answers are unknown. */
const MOST_POINTS = 256;

export function requestSpace(
  policies: readonly AttachedPolicy[],
  { actions, endpoint }: { readonly actions: readonly string[]; readonly endpoint: Endpoint },
): RequestSpace {
  const used = policies.flatMap((policy) => actions.map((action) => usedConditions(policy, action)));
  const inVariables = new Set(used.flatMap(({ variables }) => variables.map((name) => name.toLowerCase())));
  const byKey = new Map<string, VersionedCondition[]>();
  for (const one of used.flatMap(({ conditions }) => conditions)) {
    const key = one.condition.key.toLowerCase();
    byKey.set(key, [...(byKey.get(key) ?? []), one]);
  }
  const dimensions: Dimension[] = [];
  let size = 1;
  for (const [key, conditions] of byKey) {
    const dimension = inVariables.has(key) ? undefined : dimensionOf(key, conditions, endpoint);
    if (!dimension || size * dimension.pieces.length > MOST_POINTS) continue;
    dimensions.push(dimension);
    size *= dimension.pieces.length;
  }
  return { dimensions, points: pointsOf(dimensions) };
}

function pointsOf(dimensions: readonly Dimension[]): readonly Keys[] {
  return dimensions.reduce<readonly Keys[]>(
    (points, { key, pieces }) =>
      points.flatMap((point) => pieces.map(({ values }) => ({ ...point, [key]: values }))),
    [{}],
  );
}
