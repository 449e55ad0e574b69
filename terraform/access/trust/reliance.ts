import type { Estate, Owned } from "./estate";
import { trustedTypes } from "./kinds";
import { outsideParts } from "./outside-stores";
import { namedIn } from "./stage-variables";
import type { Links } from "./trusted-type";

/** The resources that have a say in trust, by address, each with the addresses of those that rely on it. */
export type Reliance = ReadonlyMap<string, ReadonlySet<string>>;

/** Follows what callers meet to what it relies on: a route to its authorizer, to its function, to its layers. */
export function relianceOf(estate: Estate, roots: ReadonlySet<string>): Reliance {
  const relied = new Map<string, Set<string>>();
  const waiting: Owned[] = [];
  const add = (resource: Owned, by?: string) => {
    const known = relied.get(resource.address);
    if (!known) waiting.push(resource);
    const reliers = known ?? new Set<string>();
    if (by !== undefined && by !== resource.address) reliers.add(by);
    relied.set(resource.address, reliers);
  };
  for (const resource of estate.resources)
    if (roots.has(resource.address) || trustedTypes[resource.type]?.root?.(resource, estate)) add(resource);
  for (let resource = waiting.shift(); resource; resource = waiting.shift()) {
    for (const used of usedBy(resource, estate)) add(used, resource.address);
    for (const part of partsOf(resource, estate)) add(part, resource.address);
  }
  return relied;
}

function usedBy(resource: Owned, estate: Estate): readonly Owned[] {
  const links: Links = trustedTypes[resource.type]?.uses ?? {};
  return Object.entries(links).flatMap(([argument, types]) => [
    ...namedIn(resource, argument, types, estate),
    ...outsideParts(resource, argument, types, estate),
  ]);
}

function partsOf(whole: Owned, estate: Estate): readonly Owned[] {
  return (PARTS.get(whole.type) ?? []).flatMap(({ argument, type }) =>
    estate
      .ofType(type)
      .filter(({ plain }) => estate.mentioned(plain[argument], [whole.type]).includes(whole)),
  );
}

/** By type, the types of its parts, and the argument that names the whole. */
const PARTS = new Map<string, { readonly type: string; readonly argument: string }[]>();
for (const [type, { partOf = {} }] of Object.entries(trustedTypes))
  for (const [argument, wholes] of Object.entries(partOf))
    for (const whole of wholes) PARTS.set(whole, [...(PARTS.get(whole) ?? []), { type, argument }]);
