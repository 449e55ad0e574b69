import { encodeJson } from "../json";
import { isList, isRecord, Unresolved, unresolvedIn, type Value } from "../value";
import { collection, type Type } from "./type";

/**
 * The elements as a set: each once, texts and numbers in order. It is unknown where an unknown value decides which
 * elements are the same.
 */
export function setOf(items: readonly Value[], of: Type): Value {
  const known = new Map<string, Value>();
  const partly: Value[] = [];
  for (const item of items) {
    const unknown = unresolvedIn(item);
    if (!unknown) known.set(encodeJson(item), item);
    else if (item instanceof Unresolved) {
      if (items.length > 1) return item.derived();
      partly.push(item);
    } else if ([...known.values(), ...partly].every((other) => differ(item, other))) partly.push(item);
    else return unknown.derived();
  }
  if (partly.length > 0 && [...known.values()].some((item) => partly.some((other) => !differ(item, other))))
    return (unresolvedIn(partly) as Unresolved).derived();
  return collection([...[...known.values()].sort(inOrder), ...partly], "set", of);
}

/** Whether two values are different, whatever the unknown parts of them are. */
function differ(a: Value, b: Value): boolean {
  if (a instanceof Unresolved || b instanceof Unresolved) return false;
  if (isList(a) && isList(b))
    return a.length !== b.length || a.some((item, index) => differ(item, b[index] as Value));
  if (isRecord(a) && isRecord(b)) {
    const names = Object.keys(a);
    return names.some((name) => Object.hasOwn(b, name) && differ(a[name] as Value, b[name] as Value));
  }
  return a !== b;
}

/** The order of a set: false before true, numbers by size, texts by code points, then the rest, and null at last. */
export function inOrder(a: Value, b: Value): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return byCodePoint(a, b);
  return byCodePoint(encodeJson(a), encodeJson(b));
}

/** The order of texts in Go, which compares bytes of UTF-8. UTF-16 differs from it beyond the basic plane. */
export function byCodePoint(a: string, b: string): number {
  if (a === b) return 0;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
  if (Number.isNaN(left) || Number.isNaN(right)) return a.length - b.length;
  const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdfff;
  return isHigh(left) === isHigh(right) ? left - right : isHigh(left) ? 1 : -1;
}
