import { own, sameValue, Unresolved, type Value } from "../expression";
import type { AppliedResource, AppliedRoot } from "./applied-root";
import type { Self } from "./assigned";
import type { Wanted } from "./lookup";
import { UNKNOWN_REGION } from "./resolved";

interface Applied extends AppliedResource {
  readonly root: AppliedRoot;
}

/** `arn:aws:cognito-idp:eu-west-1:…`; IAM's have no region. */
const REGION = /^arn:[\w-]+:[\w-]+:([\w-]+):/;

/** Finds resources of states and plans by the values of attributes, for configurations that are read beside them. */
export class AppliedLookup {
  private readonly indices = new Map<string, ReadonlyMap<Value, readonly Applied[]>>();

  constructor(private readonly roots: readonly AppliedRoot[]) {}

  /** @param region that they must not be outside of, as far as their ARNs tell; unknown for any */
  all(type: string, wanted: Wanted, region: Value): readonly Self[] {
    const [[first, value] = ["id", null], ...others] = Object.entries(wanted);
    if (typeof value !== "string" || value === "") return [];
    return (this.indexed(type, first).get(value) ?? [])
      .filter(({ values }) => others.every(([name, of]) => isSame(own(values, name), of)))
      .filter((resource) => isNear(resource, region))
      .map(selfOf);
  }

  private indexed(type: string, name: string): ReadonlyMap<Value, readonly Applied[]> {
    const key = `${type}.${name}`;
    const known = this.indices.get(key);
    if (known) return known;
    const index = new Map<Value, Applied[]>();
    for (const root of this.roots)
      for (const resource of root.resources) {
        const value = resource.type === type ? own(resource.values, name) : undefined;
        if (typeof value !== "string") continue;
        const found = index.get(value);
        if (found) found.push({ ...resource, root });
        else index.set(value, [{ ...resource, root }]);
      }
    this.indices.set(key, index);
    return index;
  }
}

function isSame(one: Value | undefined, other: Value): boolean {
  return one !== undefined && !(other instanceof Unresolved) && sameValue(one, other);
}

function isNear({ values }: Applied, region: Value): boolean {
  const [, of] = REGION.exec(String(own(values, "arn"))) ?? [];
  return of === undefined || typeof region !== "string" || !/^[a-z]/.test(region) || of === region;
}

function selfOf({ address, root, type, values }: Applied): Self {
  const [, region = UNKNOWN_REGION] = REGION.exec(String(own(values, "arn"))) ?? [];
  return {
    address,
    type,
    accountId: root.accountId,
    region: () => region,
    names: () => Object.keys(values),
    has: (name) => (own(values, name) ?? null) !== null,
    get: (name) => own(values, name) ?? new Unresolved(`${address} has no ${name}`, `${address}.${name}`),
    find: () => [],
  };
}
