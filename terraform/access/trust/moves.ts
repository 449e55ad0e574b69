import { keyOf, type Plain, untoldIn } from "./compare/plain";
import type { Effect } from "./compare/rule";
import type { Facts } from "./facts";
import { NAMES, type Owner } from "./owners";
import type { Existence } from "./trusted-type";

/** A resource that belongs to another owner than before, or is known by another name. */
export interface Move {
  readonly argument: string;
  readonly from: Plain | undefined;
  readonly to: Plain | undefined;
  readonly effect: Effect;
  readonly why?: string;
}

/**
 * Whether a resource belongs to another owner than before, or is found by another name than before. Where the one it is
 * with now is relied on, it is new there; where the one it was with is relied on, it is gone there.
 */
export function moveBetween(from: Facts, to: Facts): Move | undefined {
  for (const [argument, owner] of Object.entries(to.owners)) {
    const before = from.owners[argument] ?? { value: undefined, wholes: [] };
    if (!isSame(before, owner)) return moved(argument, before, owner, { from, to });
  }
  // Where its name is the same on both sides, others name it or name it no more, and that is said there.
  if (from.isRelied === to.isRelied) return undefined;
  const argument = NAMES.find((name) => isOther(from, to, name));
  if (argument === undefined) return undefined;
  const place = { argument, from: from.names[argument], to: to.names[argument] };
  if (to.isRelied) return { ...place, effect: "other" };
  return { ...place, effect: "undecided", why: "what has its name now is not in the Terraform" };
}

/** Of a name that says something by itself, the comparison of values says that it is another one. */
function isOther(from: Facts, to: Facts, name: string): boolean {
  if (Object.hasOwn(to.owners, name) || Object.hasOwn(to.values, name)) return false;
  return keyOf(from.names[name]) !== keyOf(to.names[name]);
}

function isSame(from: Owner, to: Owner): boolean {
  if (keyOf(from.value) === keyOf(to.value)) return true;
  return from.wholes.length > 0 && from.wholes.join() === to.wholes.join();
}

function moved(
  argument: string,
  from: Owner,
  to: Owner,
  facts: { readonly from: Facts; readonly to: Facts },
): Move | undefined {
  const place = { argument, from: from.value, to: to.value };
  const unknown = [from, to].flatMap(({ value, wholes }) =>
    wholes.length === 0 ? (untoldIn(value) ?? []) : [],
  )[0];
  if (unknown) return { ...place, effect: "undecided", why: unknown.why };
  const gone = facts.from.isRelied ? facts.from.removed : "unsaid";
  // Another pool, group or user may be relied on as well: by its id or name, or outside this Terraform.
  if (gone === "narrower" && !facts.to.isRelied && to.wholes.length === 0)
    return { ...place, effect: "undecided", why: "what it belongs to now is not in the Terraform" };
  // Of what is new, the one that names it says so; what has moved is named as before.
  const come: Existence = facts.to.isRelied && facts.to.added === "unsaid" ? "other" : facts.to.added;
  const effects = [...(facts.to.isRelied ? [come] : []), gone].filter((one) => one !== "unsaid");
  const effect = effects.includes("other") ? "other" : effects[0];
  return effect === undefined ? undefined : { ...place, effect };
}
