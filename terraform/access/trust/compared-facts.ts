import { acceptedValue } from "./accepted";
import { compare } from "./compare/compare";
import { keyOf } from "./compare/plain";
import type { Finding } from "./compare/rule";
import type { Estate } from "./estate";
import type { Facts } from "./facts";
import { type Move, moveBetween } from "./moves";
import { inWords, shown } from "./shown";
import type { TrustChange, UntoldTrust } from "./trust-change";

interface Sides {
  readonly base: Estate;
  readonly head: Estate;
}

/** A difference of one resource. */
export interface Found {
  readonly effect: Finding["effect"];
  readonly change: TrustChange;
  readonly why?: string;
}

/** What differs of a resource, or that it is new or gone. */
export function changesOf(from: Facts | undefined, to: Facts | undefined, sides: Sides): readonly Found[] {
  if (from && to) return argumentsOf(from, to, sides);
  const [facts, effect, estate] = to
    ? [to, to.added, sides.head]
    : [from as Facts, (from as Facts).removed, sides.base];
  if (effect === "unsaid") return [];
  const values = Object.fromEntries(
    Object.entries(facts.values).flatMap(([name, one]) => (one === undefined ? [] : [[name, one]])),
  );
  const value = shown(values, estate);
  const accepts = acceptedValue("", to ? { to: values } : { from: values }, sides);
  const what = `${to ? "new" : "gone"}: ${value}`;
  return [
    {
      effect,
      change: changeOf(facts, {
        from: to ? "nothing" : value,
        to: to ? value : "nothing",
        what,
        ...(accepts !== undefined && { accepts }),
      }),
    },
  ];
}

/** What differs of a resource that both sides have. */
export function argumentsOf(from: Facts, to: Facts, sides: Sides): readonly Found[] {
  const move = moveBetween(from, to);
  // Nobody here relies on it any more, so what else it says is of no interest.
  if (move && !to.isRelied) return [movedTo(move, from, sides)];
  return [...(move ? [movedTo(move, to, sides)] : []), ...valuesOf(from, to, sides), ...contentsOf(from, to)];
}

function movedTo({ argument, effect, from, to, why }: Move, facts: Facts, sides: Sides): Found {
  const { what, ...values } = inWords(argument, { from, to }, sides);
  const change = changeOf(facts, { argument, ...values, what });
  return { effect, change, ...(why !== undefined && { why }) };
}

/** Files of one name and another content. Where a file is there on one side only, it may be built later. */
function contentsOf({ contents, values }: Facts, to: Facts): readonly Found[] {
  return Object.entries(to.contents).flatMap(([name, digest]): Found[] => {
    const before = contents[name];
    if (before === undefined || before === digest || keyOf(values[name]) !== keyOf(to.values[name]))
      return [];
    const what = `the file that ${name} names has another content: sha256 ${digest} (was: ${before})`;
    return [{ effect: "other", change: changeOf(to, { argument: name, from: before, to: digest, what }) }];
  });
}

type Said = Pick<Facts, "address" | "kind" | "relies" | "rules" | "through" | "values">;

/** What differs of the arguments that both sides say something in. */
export function valuesOf(from: Pick<Said, "through" | "values">, to: Said, sides: Sides): readonly Found[] {
  const all = new Set([...Object.keys(to.values), ...Object.keys(from.values)]);
  // What another resource says of this one is compared there, as long as it is the same.
  const isSame = (name: string) => to.through[name] !== undefined && from.through[name] === to.through[name];
  const names = [...all].filter((name) => !isSame(name));
  return names.flatMap((name) =>
    compare(name, from.values[name], to.values[name], to.rules).map((finding): Found => {
      const argument = finding.at === "" ? name : `${name}.${finding.at}`;
      const { what, ...values } = inWords(argument, finding, sides);
      const accepts = acceptedValue(argument, finding, sides);
      const change = changeOf(to, { argument, ...values, what, ...(accepts !== undefined && { accepts }) });
      return { effect: finding.effect, change, ...(finding.why !== undefined && { why: finding.why }) };
    }),
  );
}

function changeOf(
  { address, kind, relies }: Pick<Facts, "address" | "kind" | "relies">,
  { what, ...rest }: Pick<TrustChange, "accepts" | "argument" | "from" | "to" | "what">,
): TrustChange {
  const [first, ...others] = relies;
  const rely = others.length === 0 ? "relies" : `and ${others.length} more rely`;
  return {
    kind,
    resource: address,
    ...rest,
    relies,
    what: first === undefined ? what : `${what}; ${first} ${rely} on it`,
  };
}

/** A difference that is not known to matter. */
export function untold({ change: { argument, resource }, why }: Found): UntoldTrust {
  return {
    resource,
    ...(argument !== undefined && { argument }),
    why: `${argument ?? "the resource"} is not known, and what it depends on differs: ${why}`,
  };
}
