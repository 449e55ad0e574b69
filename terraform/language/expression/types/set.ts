import { refuseLarge } from "../budget";
import { encodeJson } from "../json";
import { Unresolved, unresolvedIn, type Value } from "../value";
import { differ } from "./equal";
import { collection, type Type } from "./type";

/**
 * The elements of one type as a set: each once, texts and numbers in order. It is unknown where an unknown value decides
 * which elements are the same.
 */
export function setOf(items: readonly Value[], of: Type): Value {
  const once = distinct(items);
  if (once instanceof Unresolved) return once;
  const known = once.filter((item) => !unresolvedIn(item));
  const partly = once.filter((item) => unresolvedIn(item));
  return collection([...known.sort(inOrder), ...partly], "set", of);
}

/** The elements of one type, each once, the first of those that are the same. */
export function distinct(items: readonly Value[]): Value[] | Unresolved {
  const seen = new Set<string>();
  const kept = items.filter((item) => {
    if (unresolvedIn(item)) return true;
    const encoded = encodeJson(item);
    return !seen.has(encoded) && seen.add(encoded);
  });
  const partly = items.filter(unresolvedIn);
  refuseLarge(partly.length * kept.length);
  for (const [index, item] of kept.entries())
    if (unresolvedIn(item) && !kept.every((other, at) => at === index || differ(item, other)))
      return (unresolvedIn(item) as Unresolved).derived();
  return kept;
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
