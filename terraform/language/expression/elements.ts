import { define } from "./own";
import { collectionTypeOf, isSet } from "./types/type";
import { describe, isList, isRecord, missingIn, refused, textOf, Unresolved, type Value } from "./value";

/** `of[key]`, or `of.key`. */
export function step(of: Value, key: Value): Value {
  if (of instanceof Unresolved) return elementOf(of, key);
  if (key instanceof Unresolved) return key.derived();
  const name = textOf(key) ?? "";
  if (isSet(of)) throw refused("the elements of a set have no index");
  if (isList(of)) {
    const item = of[Number(name)];
    if (name !== "" && item !== undefined) return item;
    // Blocks are lists in the provider's schema, and a block that may occur once is often written alone.
  } else if (isRecord(of)) {
    if (Object.hasOwn(of, name)) return of[name] as Value;
    if (key === 0 && !collectionTypeOf(of)) return of;
    const missing = missingIn(of, name);
    if (missing) return missing;
  }
  throw refused(`${describe(of)} has no element ${JSON.stringify(key)}`);
}

/** One element of an unknown value is unknown as well, and always the same one. */
function elementOf(of: Unresolved, key: Value): Unresolved {
  if (of.is === undefined || key instanceof Unresolved) return of.derived();
  return new Unresolved(of.unknown, `${of.is}[${JSON.stringify(textOf(key))}]`);
}

/** An object. A key that comes again takes the place of the earlier one. */
export function record(entries: readonly (readonly [Value, Value])[]): Value {
  const made: Record<string, Value> = {};
  for (const [key, value] of entries) {
    if (key instanceof Unresolved) return key.derived();
    define(made, keyText(key), value);
  }
  return made;
}

export function keyText(key: Value): string {
  const name = textOf(key);
  if (name === undefined) throw refused(`${describe(key)} cannot be a key`);
  return name;
}
