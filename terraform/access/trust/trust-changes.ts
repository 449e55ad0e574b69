import type { ApiModel } from "../../model";
import { callingRoles } from "./calling-roles";
import { compare } from "./compare/compare";
import type { Finding } from "./compare/rule";
import { Estate, type TrustResource } from "./estate";
import { type Facts, factsOf } from "./facts";
import { relianceOf } from "./reliance";
import { shown, sidesOf } from "./shown";
import type { TrustChange, TrustDifference, UntoldTrust } from "./trust-change";

/** One side of a comparison. */
export interface TrustSide {
  readonly model: ApiModel;
  readonly resources: readonly TrustResource[];
}

interface Sides {
  readonly base: Estate;
  readonly head: Estate;
}

/** Who vouches for callers, compared: by resource and argument. */
export function trustChanges(base: TrustSide, head: TrustSide): TrustDifference {
  const sides = { base: new Estate(base.resources), head: new Estate(head.resources) };
  const [before, after] = [
    factsOf(sides.base, relianceOf(sides.base, callingRoles(base.model))),
    factsOf(sides.head, relianceOf(sides.head, callingRoles(head.model))),
  ];
  const all = [...new Set([...after.keys(), ...before.keys()])].flatMap((address) =>
    changesOf(before.get(address), after.get(address), sides),
  );
  const of = <T>(effect: Finding["effect"], made: (one: Found) => T) =>
    all.filter((one) => one.effect === effect).map(made);
  return {
    trust: of("other", ({ change }) => change),
    narrowedTrust: of("narrower", ({ change }) => change),
    undecided: of("undecided", untold),
  };
}

interface Found {
  readonly effect: Finding["effect"];
  readonly change: TrustChange;
  readonly why?: string;
}

function changesOf(from: Facts | undefined, to: Facts | undefined, sides: Sides): readonly Found[] {
  if (from && to) return argumentsOf(from, to, sides);
  const [facts, effect, estate] = to
    ? [to, to.added, sides.head]
    : [from as Facts, (from as Facts).removed, sides.base];
  if (effect === "unsaid") return [];
  const value = shown(
    Object.fromEntries(
      Object.entries(facts.values).flatMap(([name, one]) => (one === undefined ? [] : [[name, one]])),
    ),
    estate,
  );
  const what = `${to ? "it is new" : "it is gone"}: ${value}`;
  return [
    { effect, change: changeOf(facts, { from: to ? "nothing" : value, to: to ? value : "nothing", what }) },
  ];
}

function argumentsOf(from: Facts, to: Facts, sides: Sides): readonly Found[] {
  const names = [...new Set([...Object.keys(to.values), ...Object.keys(from.values)])];
  return names.flatMap((name) =>
    compare(name, from.values[name], to.values[name], to.rules).map((finding): Found => {
      const argument = finding.at === "" ? name : `${name}.${finding.at}`;
      const shownSides = sidesOf(finding, sides);
      const what = `${argument} is now ${shownSides.to} (was: ${shownSides.from})`;
      const change = changeOf(to, { argument, ...shownSides, what });
      return { effect: finding.effect, change, ...(finding.why !== undefined && { why: finding.why }) };
    }),
  );
}

function changeOf(
  { address, kind, relies }: Facts,
  { what, ...rest }: Pick<TrustChange, "from" | "to" | "what"> & { readonly argument?: string },
): TrustChange {
  const [first, ...others] = relies;
  const also = others.length === 0 ? "" : ` and ${others.length} more`;
  return {
    kind,
    resource: address,
    ...rest,
    relies,
    what: first === undefined ? what : `${what}; ${first}${also} relies on it`,
  };
}

function untold({ change: { argument, resource }, why }: Found): UntoldTrust {
  return {
    resource,
    ...(argument !== undefined && { argument }),
    why: `${argument ?? "the resource"} is not known, and what it depends on differs: ${why}`,
  };
}
