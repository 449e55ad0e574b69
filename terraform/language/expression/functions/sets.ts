import { encodeJson } from "../json";
import { convert } from "../types/convert";
import { differ } from "../types/equal";
import { setOf } from "../types/set";
import { collectionTypeOf, type Type } from "../types/type";
import { unified } from "../types/unify";
import { refused, Unresolved, unresolvedIn, type Value } from "../value";
import { list } from "./define";
import { defineShape } from "./kinds";

/** Functions of sets. */
export const setFunctions = defineShape({
  setintersection: (sets) => chosen(sets, ([first = [], ...others]) => kept(first, others, true)),
  setsubtract: (sets) => chosen(sets, ([first = [], ...others]) => kept(first, others, false)),
  setunion: (sets) => chosen(sets, (all) => all.flat()),
});

/** The elements of sets of one type, as a set. */
function chosen(
  sets: readonly Value[],
  choose: (sets: readonly (readonly Value[])[]) => readonly Value[] | Unresolved,
): Value {
  const type = unified(sets.map((set) => collectionTypeOf(set)?.of ?? "any"));
  if (type === undefined) throw refused("sets without a type in common");
  const items = choose(sets.map((set) => list(converted(set, type))));
  return items instanceof Unresolved ? items : setOf(items, type);
}

function converted(set: Value, of: Type): Value {
  return convert(set, { kind: "set", of });
}

/** The elements of `first` that are in all the others, or in none of them. */
function kept(
  first: readonly Value[],
  others: readonly (readonly Value[])[],
  wanted: boolean,
): readonly Value[] | Unresolved {
  const sets = others.map((items) => new Known(items));
  const made: Value[] = [];
  for (const item of first) {
    const found = sets.map((set) => set.has(item));
    if (found.some((is) => is === !wanted)) continue;
    const unknown = found.find((is) => is instanceof Unresolved);
    if (unknown instanceof Unresolved) return unknown;
    made.push(item);
  }
  return made;
}

/** A set in which a known element is found at once. */
class Known {
  private readonly whole = new Set<string>();
  private readonly partly: Value[] = [];

  constructor(private readonly items: readonly Value[]) {
    for (const item of items)
      if (unresolvedIn(item)) this.partly.push(item);
      else this.whole.add(encodeJson(item));
  }

  has(item: Value): boolean | Unresolved {
    const unknown = unresolvedIn(item);
    if (!unknown && this.whole.has(encodeJson(item))) return true;
    const open = (unknown ? this.items : this.partly).find((other) => !differ(item, other));
    return open === undefined ? false : (unknown ?? (unresolvedIn(open) as Unresolved)).derived();
  }
}
