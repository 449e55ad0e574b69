import type { ResolvedResource } from "../../language/configuration";
import { listOf, type ResourceChange, type ShownPlan, type ShownResource } from "./document";

/**
 * What `removed` takes out of the state and leaves in the cloud: there it is as it was, unless it has another address
 * from now on.
 *
 * @param planned the resources that stay
 */
export function forgottenIn(plan: ShownPlan, planned: readonly ShownResource[]): readonly ResolvedResource[] {
  const changes = listOf<ResourceChange & { readonly type?: string }>(
    plan.resource_changes,
    "resource_changes",
  );
  return changes.flatMap(({ address, change: { actions, before }, type = "" }) => {
    if (!actions.includes("forget") || !before) return [];
    const isKept = planned.some(
      (other) => other.address === address || (other.type === type && other.values?.id === before.id),
    );
    return isKept ? [] : [{ address, stack: "", type, values: before }];
  });
}
