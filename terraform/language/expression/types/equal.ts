import { isList, isRecord, Unresolved, unresolvedIn, type Value } from "../value";
import { type Type, typeOf } from "./type";

/**
 * `a == b`: values of different types are different, a tuple and a list among them. Unknown where an unknown part
 * decides it.
 */
export function equal(a: Value, b: Value): boolean | Unresolved {
  if (a === null || b === null) {
    const other = a ?? b;
    return other instanceof Unresolved ? other.derived() : other === null;
  }
  if (typeof a === "number" && typeof b === "number" && a !== b && isRounding(a, b))
    return new Unresolved(
      `whether ${a} and ${b} are equal is not known: they have more digits than are kept`,
    );
  if (!mayBeSame(typeOf(a), typeOf(b)) || differ(a, b)) return false;
  return (unresolvedIn(a) ?? unresolvedIn(b))?.derived() ?? true;
}

/** Whether two numbers differ by no more than the digits that are not kept. */
function isRounding(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.abs(a) * 1e-12 && !(Number.isSafeInteger(a) && Number.isSafeInteger(b));
}

/** Whether two values are different, whatever the unknown parts of them are. */
export function differ(a: Value, b: Value): boolean {
  if (a instanceof Unresolved || b instanceof Unresolved) return false;
  if (isList(a) && isList(b))
    return a.length !== b.length || a.some((item, index) => differ(item, b[index] as Value));
  if (isRecord(a) && isRecord(b)) {
    const names = Object.keys(a);
    if (names.length !== Object.keys(b).length) return true;
    return names.some((name) => !Object.hasOwn(b, name) || differ(a[name] as Value, b[name] as Value));
  }
  return a !== b;
}

/** Whether two types are the same, as far as both are known. */
export function mayBeSame(a: Type, b: Type): boolean {
  if (a === "any" || b === "any" || a === b) return true;
  if (typeof a === "string" || typeof b === "string") return false;
  if (a.kind === "tuple")
    return (
      b.kind === "tuple" &&
      a.items.length === b.items.length &&
      a.items.every((item, index) => mayBeSame(item, b.items[index] as Type))
    );
  if (a.kind === "object")
    return (
      b.kind === "object" &&
      a.attributes.size === b.attributes.size &&
      [...a.attributes].every(([name, { type }]) => {
        const other = b.attributes.get(name);
        return other !== undefined && mayBeSame(type, other.type);
      })
    );
  return a.kind === b.kind && mayBeSame(a.of, b.of);
}
