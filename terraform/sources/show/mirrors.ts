import { isList, isRecord, type Value } from "../../language/expression";
import { attributeAt } from "../../types";
import type { ShownPlan } from "./format";

/**
 * Removes from an attribute that mirrors resources of another type the entries of resources that are in the plan: a plan
 * has such attributes as they were before it, including removed attachments. Other entries stay.
 */
export function withoutMirrored({
  resource_changes: changes,
}: Pick<ShownPlan, "resource_changes">): (
  type: string,
  name: string,
  holders: readonly Value[],
  value: Value,
) => Value {
  return (type, name, holders, value) => {
    const mirror = attributeAt(type, name)?.mirrors;
    if (!mirror) return value;
    const said = new Set<Value>();
    let any = false;
    for (const { change, type: of } of changes ?? []) {
      if (of !== mirror.type) continue;
      for (const side of [change.before, change.after]) {
        if (!side || !holders.includes(side[mirror.holder] ?? null)) continue;
        any = true;
        said.add(side[mirror.key] ?? null);
      }
    }
    if (isList(value))
      return value.filter((entry) => !said.has(isRecord(entry) ? (entry[mirror.key] ?? null) : entry));
    return any ? null : value;
  };
}
