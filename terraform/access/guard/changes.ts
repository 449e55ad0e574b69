import type { Lifecycle } from "../../language/configuration";
import { replacingNames } from "../../types";
import type { Attributes, PlanAction } from "./plan-actions";

/** A resource with its arguments, as far as they are known. */
export interface GuardedResource {
  readonly address: string;
  readonly type: string;
  readonly values: Attributes;
  /** Only a configuration tells it. */
  readonly lifecycle?: Lifecycle;
  /** Attributes that the configuration does not write, by path; absent where that is not told. */
  readonly unwritten?: ReadonlySet<string>;
}

/** The actions that would change `base` into `head`, as far as two folders show what a plan does. */
export function changesBetween(
  base: readonly GuardedResource[],
  head: readonly GuardedResource[],
): readonly PlanAction[] {
  const before = new Map(base.map((resource) => [resource.address, resource]));
  const after = new Map(head.map((resource) => [resource.address, resource]));
  return [...new Set([...after.keys(), ...before.keys()])].map((address) => {
    const [was, is] = [before.get(address), after.get(address)];
    const type = (is ?? was)?.type ?? "";
    return { address, type, change: changeOf(was, is), before: was?.values ?? {}, after: is?.values ?? {} };
  });
}

function changeOf(was: GuardedResource | undefined, is: GuardedResource | undefined): PlanAction["change"] {
  if (!was) return "create";
  if (!is) return "delete";
  if (same(was.values, is.values)) return "none";
  return replacingNames(is.type).every((name) => same(was.values[name], is.values[name]))
    ? "update"
    : "replace";
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
