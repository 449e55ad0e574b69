import type { ResolvedResource } from "../../language/configuration";
import { listOf, type ResourceChange, type ShownPlan, type ShownResource } from "./document";

/**
 * Resources that a `removed` block removes from the state and leaves in the cloud unchanged, except those that get
 * another address.
 *
 * @param planned the resources that stay
 * @param prefix of addresses
 */
export function forgottenIn(
  plan: ShownPlan,
  planned: readonly ShownResource[],
  prefix: string,
): readonly ResolvedResource[] {
  const changes = listOf<ResourceChange & { readonly type?: string }>(
    plan.resource_changes,
    "resource_changes",
  );
  return changes.flatMap(({ address, change: { actions, before }, type = "" }) => {
    if (!actions.includes("forget") || !before) return [];
    const isKept = planned.some(
      (other) => other.address === address || (other.type === type && other.values?.id === before.id),
    );
    return isKept ? [] : [{ address: prefix + address, stack: "", type, values: before }];
  });
}
