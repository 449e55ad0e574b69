import { refuseLarge, sizeOf } from "./budget";
import { keyText, record } from "./elements";
import { truth } from "./operators";
import type { Expression, ForExpression } from "./syntax/ast";
import { byCodePoint } from "./types/set";
import { isSet } from "./types/type";
import { describe, isList, isRecord, refused, Unresolved, type Value } from "./value";

type Entry = readonly [Value, Value];

/** `[for … : value]` and `{for … : key => value}`. */
export function comprehension(
  expression: ForExpression,
  over: Value,
  inner: (part: Expression, names: Readonly<Record<string, Value>>) => Value,
): Value {
  if (over instanceof Unresolved) return over.derived();
  const list: Value[] = [];
  const entries: Entry[] = [];
  let size = 1;
  for (const [key, item] of elementsOf(over)) {
    const [first, second] = expression.names as readonly [string, string | undefined];
    const names = second === undefined ? { [first]: item } : { [first]: key, [second]: item };
    const kept = expression.condition ? inner(expression.condition, names) : true;
    if (kept instanceof Unresolved) return kept.derived();
    if (!truth(kept)) continue;
    const value = inner(expression.value, names);
    // Refused as soon as it is too large, and not when all of it is made.
    size += 1 + sizeOf(value);
    refuseLarge(size);
    if (expression.key) entries.push([inner(expression.key, names), value]);
    else list.push(value);
  }
  if (!expression.key) return list;
  return record(expression.grouped ? grouped(entries) : once(entries));
}

/** A list by position, a map by key in order, and the elements of a set by themselves. */
function elementsOf(over: Value): readonly Entry[] {
  if (isSet(over)) return (over as readonly Value[]).map((item) => [item, item]);
  if (isList(over)) return [...over.entries()];
  if (isRecord(over)) return Object.entries(over).sort(([a], [b]) => byCodePoint(a, b));
  throw refused(`a for over ${describe(over)}`);
}

function grouped(entries: readonly Entry[]): Entry[] {
  const groups = new Map<Value, Value[]>();
  for (const [key, value] of entries) {
    const name = key instanceof Unresolved ? key : keyText(key);
    const group = groups.get(name);
    if (group) group.push(value);
    else groups.set(name, [value]);
  }
  return [...groups];
}

function once(entries: readonly Entry[]): readonly Entry[] {
  const names = new Set<string>();
  for (const [key] of entries) {
    if (key instanceof Unresolved) return entries;
    const name = keyText(key);
    if (names.has(name)) throw refused(`a for makes the key ${JSON.stringify(name)} twice`);
    names.add(name);
  }
  return entries;
}
