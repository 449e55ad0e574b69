import { refuseLarge } from "../budget";
import { encodeJson } from "../json";
import { isPlainText } from "../plain-text";
import { convert } from "../types/convert";
import { equal } from "../types/equal";
import { distinct } from "../types/set";
import { type CollectionType, collection, collectionTypeOf, isSet, typeOf } from "../types/type";
import { unified } from "../types/unify";
import { describe, isList, refused, Unresolved, type Value } from "../value";
import { characters } from "./characters";
import { float, integer, list } from "./define";
import { defineContents, defineShape } from "./kinds";

/** Functions of lists whose elements matter. */
export const listContents = defineContents({
  compact: ([of]) =>
    collection(
      list(of).filter((item) => item !== null && item !== ""),
      "list",
      "string",
    ),
  matchkeys: ([values, keys, wanted]) => {
    const [items, names] = [list(values), list(keys)];
    if (items.length !== names.length) throw refused("matchkeys() of lists of different lengths");
    const set = new Set(list(wanted).map(encodeJson));
    const kept = items.filter((_, index) => set.has(encodeJson(names[index] as Value)));
    return collection(kept, "list", collectionTypeOf(items)?.of ?? "any");
  },
  range: (numbers) => range(numbers.map(float)),
});

/** Functions of lists of which an element may be unknown. */
export const listFunctions = defineShape({
  alltrue: ([of]) => decided(list(of), false),
  anytrue: ([of]) => decided(list(of), true),
  chunklist: ([of, size]) => {
    const [items, width] = [list(of), integer(size)];
    if (width < 0) throw refused(`chunklist() of ${width} elements`);
    const chunks: Value[] = [];
    const type = collectionTypeOf(items) ?? { kind: "list", of: "any" };
    for (let at = 0; at < items.length; at += width || items.length)
      chunks.push(collection(items.slice(at, at + (width || items.length)), "list", type.of));
    return collection(chunks, "list", type);
  },
  coalesce: (values) => {
    const type = unified(values.map(typeOf));
    if (type === undefined) throw refused("coalesce() of values without a type in common");
    for (const value of values) {
      if (value instanceof Unresolved) return value;
      if (value !== null && value !== "") return convert(value, type);
    }
    throw refused("coalesce() of nothing but null and empty texts");
  },
  coalescelist: (values) => {
    for (const value of values) {
      if (value instanceof Unresolved) return value.derived();
      if (list(value).length > 0) return value;
    }
    throw refused("coalescelist() of empty lists");
  },
  concat: (lists) => {
    if (lists.length === 0) throw refused("concat() of no lists");
    const items = lists.flatMap((of) => (isSet(of) ? notASet("concat") : list(of)));
    const types = lists.map(collectionTypeOf);
    const type = types.every((of) => of !== undefined) ? unified(types) : undefined;
    return type === undefined ? items : convert(items, type);
  },
  contains: ([of, wanted = null]) => {
    let unknown: Unresolved | undefined;
    for (const item of list(of)) {
      const same = equal(item, wanted);
      if (same === true) return true;
      if (same !== false) unknown ??= same;
    }
    return unknown ?? false;
  },
  distinct: ([of]) => {
    const kept = distinct(list(of));
    return kept instanceof Unresolved
      ? kept
      : collection(kept, "list", collectionTypeOf(of ?? null)?.of ?? "any");
  },
  element: ([of, index]) => {
    const [items, at] = [isSet(of ?? null) ? notASet("element") : list(of), integer(index)];
    if (items.length === 0) throw refused("element() of an empty list");
    return items[((at % items.length) + items.length) % items.length] as Value;
  },
  flatten: ([of]) => flattened(list(of)),
  index: ([of, wanted = null]) => {
    for (const [at, item] of list(of).entries()) {
      const same = equal(item, wanted);
      if (same instanceof Unresolved) return same;
      if (same) return at;
    }
    throw refused(`index() finds no ${describe(wanted)}`);
  },
  length: ([of]) => {
    if (typeof of === "string") return characters(of).length;
    if (isList(of)) return of.length;
    if (typeof of === "object" && of !== null) return Object.keys(of).length;
    throw refused(`length() of ${describe(of)}`);
  },
  one: ([of]) => {
    const items = list(of);
    if (items.length > 1) throw refused(`one() of ${items.length} elements`);
    return items[0] ?? null;
  },
  reverse: ([of]) => {
    const items = [...list(of)].reverse();
    const type = collectionTypeOf(of ?? null);
    return type ? collection(items, "list", type.of) : items;
  },
  slice: ([of, from, to]) => {
    const items = isSet(of ?? null) ? notASet("slice") : list(of);
    const [start, end] = [integer(from), integer(to)];
    if (start < 0 || end < start || end > items.length)
      throw refused(`slice() from ${start} to ${end} of ${items.length} elements`);
    const type = collectionTypeOf(items);
    return type ? collection(items.slice(start, end), "list", type.of) : items.slice(start, end);
  },
  setproduct: (sets) => {
    if (sets.length < 2) throw refused("setproduct() of fewer than two sets");
    const lists = sets.map(list);
    refuseLarge(lists.reduce((size, items) => size * items.length, lists.length));
    const rows = lists.reduce<readonly (readonly Value[])[]>(
      (made, items) => made.flatMap((row) => items.map((item) => [...row, item])),
      [[]],
    );
    return product(rows, sets);
  },
});

/** A row has one element of each list, so the rows are tuples of the lists' element types. */
function product(rows: readonly (readonly Value[])[], sets: readonly Value[]): Value {
  const of: CollectionType["of"] = {
    kind: "tuple",
    items: sets.map((set) => collectionTypeOf(set)?.of ?? unified(list(set).map(typeOf)) ?? "any"),
  };
  return convert(rows, { kind: sets.some(isSet) ? "set" : "list", of });
}

/** Whether one element is `wanted`; null counts as false. */
function decided(items: readonly Value[], wanted: boolean): Value {
  const unknown = items.find((item) => item instanceof Unresolved);
  if (items.some((item) => (item ?? false) === wanted)) return wanted;
  return unknown instanceof Unresolved ? unknown.derived() : !wanted;
}

const MAX_RANGE = 1024;

/** range(end), range(start, end) and range(start, end, step); Terraform itself makes no more than this. */
function range(numbers: readonly number[]): Value {
  if (numbers.length < 1 || numbers.length > 3) throw refused(`range() of ${numbers.length} numbers`);
  const [start = 0, end = 0] = numbers.length === 1 ? [0, ...numbers] : numbers;
  const step = numbers[2] ?? (start <= end ? 1 : -1);
  if (step === 0 && start !== end) throw refused("range() by steps of 0");
  if (start !== end && end < start !== step < 0) throw refused(`range() from ${start} to ${end} by ${step}`);
  const made: number[] = [];
  for (let at = start; step > 0 ? at < end : at > end; at += step) {
    if (made.length >= MAX_RANGE) throw refused(`range() of more than ${MAX_RANGE} numbers`);
    made.push(at);
  }
  return collection(made, "list", "number");
}

/** Of an unknown value it is not known whether it is a list, but for what is a text by its name. */
function flattened(items: readonly Value[]): Value {
  const made: Value[] = [];
  for (const item of items) {
    if (item instanceof Unresolved && !isPlainText(item)) return item.derived();
    const parts = isList(item) ? flattened(item) : [item];
    if (parts instanceof Unresolved) return parts;
    for (const part of parts as readonly Value[]) made.push(part);
  }
  return made;
}

function notASet(name: string): never {
  throw refused(`${name}() of a set, which has no order`);
}
