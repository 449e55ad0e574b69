import { KINDS } from "./kinds";
import { type Clause, clauseOf, kindsOf, type Requirement, requirementOf } from "./requirement";
import { both } from "./value-set";

/**
 * Whether more requests meet one list of requirements than another, all of which a request must meet. `other` is where
 * each may be met by a request that does not meet the other, as with two ranges of addresses.
 */
export type Comparison = "equal" | "wider" | "narrower" | "other";

/** @param from,to each a list of requirements; empty is none */
export function compareRequirements(from: readonly Requirement[], to: readonly Requirement[]): Comparison {
  const [before, after] = [clausesOf(from), clausesOf(to)];
  const isWider = implies(before, after);
  const isNarrower = implies(after, before);
  if (isWider && isNarrower) return "equal";
  if (isWider) return "wider";
  return isNarrower ? "narrower" : "other";
}

/** Clauses as requirements, in the order of their kinds, without those that follow from another. */
export function requirementsOf(clauses: readonly Clause[]): readonly Requirement[] {
  const merged = intersected(clauses);
  const needed = merged.filter(
    (clause, index) =>
      !merged.some(
        (other, at) => at !== index && isWithin(other, clause) && !(at > index && isWithin(clause, other)),
      ),
  );
  const order = Object.keys(KINDS);
  const place = (clause: Clause) => kindsOf(clause).map((kind) => order.indexOf(kind));
  return [...needed].sort((a, b) => compareLists(place(a), place(b))).map(requirementOf);
}

function compareLists(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((number, index) => number !== other[index]);
  return at < 0 ? one.length - other.length : (one[at] as number) - (other[at] ?? -1);
}

function clausesOf(requirements: readonly Requirement[]): readonly Clause[] {
  return intersected(requirements.map(clauseOf));
}

/** Clauses of one kind alone become one. */
function intersected(clauses: readonly Clause[]): readonly Clause[] {
  const single = new Map<string, Clause>();
  for (const clause of clauses) {
    const [first, second] = [...clause];
    if (!first || second) continue;
    const [kind, set] = first;
    const found = single.get(kind)?.get(kind);
    single.set(kind, new Map([[kind, found ? both(found, set) : set]]));
  }
  return [...single.values(), ...clauses.filter(({ size }) => size > 1)];
}

function implies(all: readonly Clause[], others: readonly Clause[]): boolean {
  return others.every((other) => all.some((clause) => isWithin(clause, other)));
}

/** Whether every request that meets a clause meets another. */
function isWithin(clause: Clause, other: Clause): boolean {
  return [...clause].every(([kind, set]) => {
    const allowed = other.get(kind);
    return set.isEmpty || (allowed !== undefined && set.isWithin(allowed));
  });
}
