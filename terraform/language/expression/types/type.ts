import { isList, isOpened, isRecord, type Value, type ValueRecord } from "../value";

/** The type of a value, or the one that a variable asks for. `any` is a type that is not given or not known. */
export type Type = "any" | "bool" | "number" | "string" | CollectionType | ObjectType | TupleType;

/** Elements of one type. Values of a list and of a set are both written as lists; a set has each once, in order. */
export interface CollectionType {
  readonly kind: "list" | "map" | "set";
  readonly of: Type;
}

export interface ObjectType {
  readonly kind: "object";
  readonly attributes: ReadonlyMap<string, Attribute>;
}

export interface Attribute {
  readonly type: Type;
  /** `optional(type, default)`: it may be left out, and is then the default, or null. */
  readonly optional?: { readonly default: Value };
}

export interface TupleType {
  readonly kind: "tuple";
  readonly items: readonly Type[];
}

/** Types of the values that are lists, sets and maps. Without one, a list is a tuple and a record is an object. */
const collections = new WeakMap<object, CollectionType>();

/** Says that a new value, of which every element has the type `of`, is a list, a set or a map. */
export function collection<T extends readonly Value[] | ValueRecord>(
  value: T,
  kind: CollectionType["kind"],
  of: Type,
): T {
  collections.set(value, { kind, of });
  return value;
}

export function collectionTypeOf(value: Value): CollectionType | undefined {
  return typeof value === "object" && value !== null ? collections.get(value) : undefined;
}

export function isSet(value: Value): boolean {
  return collectionTypeOf(value)?.kind === "set";
}

/** The type of a value. Null, unknown values and records that are not wholly known are of any type. */
export function typeOf(value: Value): Type {
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return "number";
  if (typeof value === "string") return "string";
  const known = collectionTypeOf(value);
  if (known) return known;
  if (isList(value)) return { kind: "tuple", items: value.map(typeOf) };
  if (!isRecord(value) || isOpened(value)) return "any";
  const attributes = Object.entries(value).map(([name, of]) => [name, { type: typeOf(of) }] as const);
  return { kind: "object", attributes: new Map(attributes) };
}

/** A type as Terraform writes it: `list(object({ name = string }))`. */
export function typeText(type: Type): string {
  if (typeof type === "string") return type;
  if (type.kind === "tuple") return `tuple([${type.items.map(typeText).join(", ")}])`;
  if (type.kind !== "object") return `${type.kind}(${typeText(type.of)})`;
  const sorted = [...type.attributes].sort(([a], [b]) => (a < b ? -1 : 1));
  const attributes = sorted.map(([name, of]) => {
    return `${/^[\p{L}_][\w-]*$/u.test(name) ? name : JSON.stringify(name)} = ${of.optional ? `optional(${typeText(of.type)})` : typeText(of.type)}`;
  });
  return attributes.length === 0 ? "object({})" : `object({ ${attributes.join(", ")} })`;
}
