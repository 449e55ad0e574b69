import { resourcesIn } from "./document";
import type { ShownPlan, ShownResource } from "./format";

/**
 * The resources before a plan: the prior state, and what the changes have as their state before and the prior state does
 * not, such as an import. A resource that a `moved` block renames has its new address already.
 */
export function priorIn(plan: ShownPlan): readonly ShownResource[] {
  const changes = (plan.resource_changes ?? []).filter(({ deposed }) => (deposed ?? null) === null);
  const moved = new Map(
    changes.flatMap(({ address, previous_address: previous }) => (previous ? [[previous, address]] : [])),
  );
  const prior = [...resourcesIn(plan.prior_state?.values?.root_module)].map((resource) => ({
    ...resource,
    address: moved.get(resource.address) ?? resource.address,
  }));
  const known = new Set(prior.map(({ address }) => address));
  const others = changes
    .filter(({ address, change: { before }, mode }) => before && mode !== "data" && !known.has(address))
    .map(({ address, change: { before }, type }): ShownResource => ({ address, type, values: before ?? {} }));
  return [...prior, ...others];
}
