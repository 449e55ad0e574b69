import type { ResolvedResource } from "../../language/configuration";
import { Unresolved, type Value, type ValueRecord } from "../../language/expression";
import type { Notice } from "../../model";
import type { ResourceChange, ShownPlan } from "./format";

interface Deferred {
  readonly resources: readonly ResolvedResource[];
  readonly notices: readonly Notice[];
}

/** Resources whose change is left to a later plan: what they will be is known in part, and not when. */
export function deferredIn({ deferred_changes: all }: ShownPlan, prefix: string): Deferred {
  const changes = (all ?? []).flatMap(({ reason, resource_change: change }) =>
    change && change.mode !== "data" ? [{ reason: reason ?? "no reason is given", ...change }] : [],
  );
  return {
    resources: changes.map((change) => {
      const address = prefix + change.address;
      const uncertain = `its change is deferred to a later plan (${change.reason})`;
      return { address, stack: "", type: change.type, values: valuesOf(change, address), uncertain };
    }),
    notices: changes.map(({ address, reason }) => ({
      address: prefix + address,
      message: `its change is deferred to a later plan (${reason}), so what it will be is not known`,
      weight: "warning",
    })),
  };
}

function valuesOf(
  { change: { after, after_unknown: unknown, before } }: ResourceChange,
  address: string,
): ValueRecord {
  const names = typeof unknown === "object" && unknown !== null ? Object.entries(unknown as ValueRecord) : [];
  const missing = names
    .filter(([, value]) => value !== false)
    .map(([name]): [string, Value] => [
      name,
      new Unresolved(`${address}.${name}: known after a later plan`, `${address}.${name}`),
    ]);
  return { ...(after ?? before ?? {}), ...Object.fromEntries(missing) };
}
