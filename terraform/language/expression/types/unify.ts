import type { CollectionType, ObjectType, TupleType, Type } from "./type";

/**
 * The one type to which values of all these types convert, as the branches of a conditional and the elements of a list
 * do; undefined where there is none.
 */
export function unified(types: readonly Type[]): Type | undefined {
  const known = types.filter((type) => type !== "any");
  const [first] = known;
  if (first === undefined) return "any";
  if (known.every((type) => typeof type === "string")) return primitive(known as readonly string[]);
  if (known.some((type) => typeof type === "string")) return undefined;
  const all = known as readonly (CollectionType | ObjectType | TupleType)[];
  if (all.every(isRecordType)) return recordType(all.filter(isRecordType));
  if (all.some(isRecordType)) return undefined;
  return listType(all as readonly (CollectionType | TupleType)[]);
}

function isRecordType(
  type: CollectionType | ObjectType | TupleType,
): type is ObjectType | (CollectionType & { readonly kind: "map" }) {
  return type.kind === "map" || type.kind === "object";
}

function primitive(types: readonly string[]): Type | undefined {
  const [first] = types;
  if (types.every((type) => type === first)) return first as Type;
  return types.includes("string") ? "string" : undefined;
}

/** Objects with the same attributes stay objects; others become maps. */
function recordType(types: readonly (CollectionType | ObjectType)[]): Type | undefined {
  const objects = types.filter((type) => type.kind === "object");
  const [first] = objects;
  if (first && objects.length === types.length && objects.every((type) => sameNames(type, first))) {
    const attributes = [...first.attributes.keys()].map((name) => {
      const type = unified(objects.map((object) => object.attributes.get(name)?.type ?? "any"));
      return type === undefined ? undefined : ([name, { type }] as const);
    });
    const isWhole = attributes.every((attribute) => attribute !== undefined);
    return isWhole ? { kind: "object", attributes: new Map(attributes) } : undefined;
  }
  const elements = types.flatMap((type) =>
    type.kind === "object" ? [...type.attributes.values()].map((of) => of.type) : [type.of],
  );
  const of = unified(elements);
  return of === undefined ? undefined : { kind: "map", of };
}

function sameNames(a: ObjectType, b: ObjectType): boolean {
  return (
    a.attributes.size === b.attributes.size &&
    [...a.attributes.keys()].every((name) => b.attributes.has(name))
  );
}

/** Tuples of one length stay tuples; a set stays one only among sets and tuples. */
function listType(types: readonly (CollectionType | TupleType)[]): Type | undefined {
  const tuples = types.filter((type) => type.kind === "tuple");
  const [first] = tuples;
  if (
    first &&
    tuples.length === types.length &&
    tuples.every((type) => type.items.length === first.items.length)
  ) {
    const items = first.items.map((_, index) => unified(tuples.map((tuple) => tuple.items[index] ?? "any")));
    const isWhole = items.every((item) => item !== undefined);
    return isWhole ? { kind: "tuple", items } : undefined;
  }
  const of = unified(types.flatMap((type) => (type.kind === "tuple" ? type.items : [type.of])));
  const kind = types.some((type) => type.kind === "list") || tuples.length === types.length ? "list" : "set";
  return of === undefined ? undefined : { kind, of };
}
