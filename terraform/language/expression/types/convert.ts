import type { TerraformError } from "../../../error";
import { describe, isList, isRecord, missingIn, refused, textOf, Unresolved, type Value } from "../value";
import { setOf } from "./set";
import { type CollectionType, collection, isSet, type ObjectType, type Type, typeOf, typeText } from "./type";
import { unified } from "./unify";

/**
 * The value as a value of the type, as Terraform converts those of variables and arguments: `true` to `"true"`, `"1"` to
 * `1`, a tuple to a list or a set, an object to a map, an object to one with the attributes of the type alone and its
 * optional ones filled in. Unknown values stay as they are.
 *
 * @throws TerraformError `EXPRESSION_MALFORMED` where Terraform refuses the value
 */
export function convert(value: Value, type: Type): Value {
  if (value === null || value instanceof Unresolved || type === "any") return value;
  switch (type) {
    case "string":
      return text(value);
    case "number":
      return number(value);
    case "bool":
      return bool(value);
  }
  switch (type.kind) {
    case "list":
    case "set":
      return sequence(value, type);
    case "map":
      return map(value, type);
    case "object":
      return object(value, type);
    case "tuple": {
      if (!isList(value) || isSet(value) || value.length !== type.items.length) throw unfit(value, type);
      return value.map((item, index) => convert(item, type.items[index] as Type));
    }
  }
}

function text(value: Value): Value {
  const written = textOf(value);
  if (written !== undefined) return written;
  if (typeof value === "number") return new Unresolved(`the number ${value} has more digits than are kept`);
  throw unfit(value, "string");
}

const NUMBER = /^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?$/;

function number(value: Value): number {
  if (typeof value === "number") return value;
  if (typeof value === "string" && NUMBER.test(value)) return Number(value);
  throw unfit(value, "number");
}

function bool(value: Value): boolean {
  if (value === true || value === "true" || value === "1") return true;
  if (value === false || value === "false" || value === "0") return false;
  throw unfit(value, "bool");
}

function sequence(value: Value, type: CollectionType): Value {
  if (!isList(value)) throw unfit(value, type);
  const [items, of] = ofOneType(value, type);
  return type.kind === "set" ? setOf(items, of) : collection(items, "list", of);
}

function map(value: Value, type: CollectionType): Value {
  if (!isRecord(value)) throw unfit(value, type);
  const [items, of] = ofOneType(Object.values(value), type);
  const names = Object.keys(value);
  return collection(Object.fromEntries(names.map((name, index) => [name, items[index] as Value])), "map", of);
}

/** The elements of a collection, converted to its type; where that has an `any` in it, to one that all of them have. */
function ofOneType(values: readonly Value[], type: CollectionType): readonly [readonly Value[], Type] {
  const items = values.map((value) => convert(value, type.of));
  if (!hasAny(type.of)) return [items, type.of];
  const of = unified(items.map(typeOf));
  if (of === undefined)
    throw refused(`elements without a type in common where ${typeText(type)} was expected`);
  return [items.map((item) => convert(item, of)), of];
}

function hasAny(type: Type): boolean {
  if (typeof type === "string") return type === "any";
  if (type.kind === "tuple") return type.items.some(hasAny);
  if (type.kind === "object")
    return [...type.attributes.values()].some((attribute) => hasAny(attribute.type));
  return hasAny(type.of);
}

function object(value: Value, type: ObjectType): Value {
  if (!isRecord(value)) throw unfit(value, type);
  const entries = [...type.attributes].map(([name, { type: of, optional }]) => {
    const given = Object.hasOwn(value, name) ? (value[name] as Value) : missingIn(value, name);
    if (given === undefined && !optional)
      throw refused(`the attribute ${name} is required, of ${typeText(type)}`);
    return [name, convert(given ?? optional?.default ?? null, of)] as const;
  });
  return Object.fromEntries(entries);
}

function unfit(value: Value, type: Type): TerraformError {
  return refused(`${describe(value)} where ${typeText(type)} was expected`);
}
