import type { ResolvedResource } from "../../language/configuration";
import type { ShownPlan, ShownResource } from "./format";

/**
 * Resources that Terraform forgets and leaves in the cloud unchanged: those of a `removed` block, and the former ones of
 * a replacement that does not destroy. Those that get another address are left out.
 *
 * @param planned the resources that stay
 * @param prefix of addresses
 */
export function forgottenIn(
  plan: ShownPlan,
  planned: readonly ShownResource[],
  prefix: string,
): readonly ResolvedResource[] {
  const ids = new Set(planned.map(({ type, values }) => keyOf(type, values?.id)));
  return (plan.resource_changes ?? []).flatMap(({ address, change: { actions, before }, type }) => {
    if (!actions.includes("forget") || !before) return [];
    if ((before.id ?? null) !== null && ids.has(keyOf(type, before.id))) return [];
    const isReplaced = actions.length > 1;
    const called = isReplaced ? `${address} (forgotten)` : address;
    return [{ address: prefix + called, stack: "", type, values: before }];
  });
}

function keyOf(type: string, id: unknown): string {
  return JSON.stringify([type, id ?? null]);
}
