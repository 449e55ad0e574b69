import { define } from "../own";
import { convert } from "../types/convert";
import { byCodePoint } from "../types/set";
import { collection, collectionTypeOf, typeText } from "../types/type";
import { describe, missingIn, refused, type Value } from "../value";
import { list, record, text, texts } from "./define";
import { defineContents, defineShape } from "./kinds";

/** Functions of maps and objects, of which elements may be unknown. */
export const mapFunctions = defineShape({
  keys: ([of]) => {
    const names = sortedNames(of);
    return collectionTypeOf(of ?? null) ? collection(names, "list", "string") : names;
  },
  lookup: ([of, key, otherwise]) => {
    const [map, name] = [record(of), text(key)];
    if (Object.hasOwn(map, name)) return map[name] as Value;
    const missing = missingIn(map, name);
    if (missing) return missing;
    if (otherwise !== undefined) return convert(otherwise, collectionTypeOf(map)?.of ?? "any");
    throw refused(`lookup() finds no ${describe(name)}`);
  },
  merge: (maps) => {
    const given = maps.filter((map) => map !== null);
    const made: Record<string, Value> = {};
    for (const map of given)
      for (const [name, value] of Object.entries(record(map))) define(made, name, value);
    const [first, ...others] = given.map(collectionTypeOf);
    const isOne = first && others.every((type) => type && typeText(type) === typeText(first));
    return isOne ? collection(made, "map", first.of) : made;
  },
  values: ([of]) => {
    const map = record(of);
    const type = collectionTypeOf(map);
    const items = sortedNames(of).map((name) => map[name] as Value);
    return type ? collection(items, "list", type.of) : items;
  },
  zipmap: ([keys, values]) => {
    const [names, items] = [texts(keys), list(values)];
    if (names.length !== items.length) throw refused("zipmap() of lists of different lengths");
    const made: Record<string, Value> = {};
    for (const [index, name] of names.entries()) define(made, name, items[index] as Value);
    const type = collectionTypeOf(items);
    return type ? collection(made, "map", type.of) : made;
  },
});

/** Functions of maps whose contents matter. */
export const mapContents = defineContents({
  transpose: ([of]) => {
    const made = new Map<string, string[]>();
    for (const name of sortedNames(of))
      for (const item of texts(record(of)[name])) made.set(item, [...(made.get(item) ?? []), name]);
    const entries = [...made].map(([name, names]) => [name, collection(names, "list", "string")] as const);
    return collection(Object.fromEntries(entries), "map", { kind: "list", of: "string" });
  },
});

/** Functions that convert. */
export const conversionFunctions = defineShape({
  ephemeralasnull: ([of = null]) => of,
  nonsensitive: ([of = null]) => of,
  sensitive: ([of = null]) => of,
  tobool: ([of = null]) => convert(of, "bool"),
  tolist: ([of = null]) => convert(of, { kind: "list", of: "any" }),
  tomap: ([of = null]) => convert(of, { kind: "map", of: "any" }),
  tonumber: ([of = null]) => convert(of, "number"),
  toset: ([of = null]) => convert(of, { kind: "set", of: "any" }),
  tostring: ([of = null]) => convert(of, "string"),
});

function sortedNames(of: Value | undefined): string[] {
  return Object.keys(record(of)).sort(byCodePoint);
}
