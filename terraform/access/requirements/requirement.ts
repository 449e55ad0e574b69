import { ANY, KINDS, type KindName, setOf } from "./kinds";
import { NONE, type ValueList, type ValueSet } from "./value-set";

/**
 * What a request needs beside its credentials, as a word: `api-key`, `address-range:10.0.0.0/8,192.0.2.1/32`,
 * `not-vpc:vpc-1`, `organization:o-1 or vpc-endpoint:vpce-1`. One of the values will do, and one side of an `or`. A
 * kind alone takes any value; the value `none` is a request without one. In a value, `%`, `,`, spaces and `none`
 * itself are percent-encoded.
 */
export type Requirement = `${"" | "not-"}${KindName}${string}`;

/** A requirement as sets of values, of which the request must meet one. */
export type Clause = ReadonlyMap<KindName, ValueSet>;

/** A requirement, with its kinds in the order of KINDS. */
export function requirementOf(clause: Clause): Requirement {
  const words = kindsOf(clause).map((kind) => word(kind, (clause.get(kind) as ValueSet).list()));
  return words.join(" or ") as Requirement;
}

/** The kinds of a clause, in the order of KINDS. */
export function kindsOf(clause: Clause): readonly KindName[] {
  return (Object.keys(KINDS) as KindName[]).filter((kind) => clause.has(kind));
}

function word(kind: KindName, { isRest, values }: ValueList): string {
  if (isRest && values.length === 1 && values[0] === NONE) return kind;
  return `${isRest ? "not-" : ""}${kind}:${values.map(encoded).join(",")}`;
}

function encoded(value: string): string {
  if (value === NONE) return "none";
  if (value === "none") return "%6eone";
  return value.replace(/[%,\s]/g, (character) => encodeURIComponent(character));
}

/** The clause that one of some values of a kind meets. */
export function anyOf(kind: KindName, values: readonly string[]): Clause {
  return new Map([[kind, setOf(kind, { values, isRest: false })]]);
}

/** @throws TypeError for a text that is no requirement */
export function clauseOf(requirement: Requirement): Clause {
  return new Map(requirement.split(" or ").map((text) => literalOf(text)));
}

function literalOf(text: string): readonly [KindName, ValueSet] {
  const [, not, kind = "", , values] = /^(not-)?([\w-]+?)(:(.*))?$/.exec(text) ?? [];
  if (!isKind(kind)) throw new TypeError(`${text}: no requirement`);
  if (values === undefined) return [kind, not ? setOf(kind, ANY).complement() : setOf(kind, ANY)];
  return [kind, setOf(kind, { values: values.split(",").map(decoded), isRest: not !== undefined })];
}

function decoded(value: string): string {
  return value === "none" ? NONE : decodeURIComponent(value);
}

function isKind(text: string): text is KindName {
  return Object.hasOwn(KINDS, text);
}
