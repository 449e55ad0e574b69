import type { Value } from "../../language/expression";
import type { Attribute } from "../../types";
import type { ConfiguredExpression } from "./format";
import { type Each, type Scope, targetOf } from "./references";

/** The value of an attribute of a planned resource; undefined where there is no such resource. */
type Lookup = (address: string, type: string, attribute: string) => Value | undefined;

interface Place {
  readonly scope: Scope;
  /** Of the instance that the expression belongs to. */
  readonly each: Each;
}

/** The value of an unknown argument, where its expression can only be one attribute of one resource. */
export function linkedValue(
  expression: ConfiguredExpression,
  { around, joined, links = [] }: Pick<Attribute, "around" | "joined" | "links">,
  { each, scope }: Place,
  lookup: Lookup,
): Value | undefined {
  if (around) return valueAround(expression, around, { each, scope }, lookup);
  if (joined) return joinedValue(expression, joined, scope, lookup);
  const target = targetOf(expression, scope, each);
  if (!target) return undefined;
  const allowed = links.map(parted).filter(([type]) => type === target.type);
  const [, attribute] =
    allowed.find(([, name]) => target.attribute === undefined || name === target.attribute) ?? [];
  return attribute === undefined ? undefined : lookup(target.address, target.type, attribute);
}

/**
 * A text before an attribute of the one resource of its type that an expression names: a plan has the references of an
 * expression, and not its text.
 */
function valueAround(
  expression: ConfiguredExpression,
  { before, of, orOf }: NonNullable<Attribute["around"]>,
  { each, scope }: Place,
  lookup: Lookup,
): Value | undefined {
  const [type, attribute] = parted(of);
  const single = (expression.references ?? []).map((reference) => ({ references: [reference] }));
  const found = [expression, ...single].flatMap((one) => targetOf(one, scope, each) ?? []);
  const named = found.filter(
    (target) =>
      target.type === type &&
      (target.attribute === undefined || [attribute, ...orOf].includes(target.attribute)),
  );
  const [address, second] = new Set(named.map((target) => target.address));
  const value = address === undefined || second !== undefined ? undefined : lookup(address, type, attribute);
  return typeof value === "string" ? before + value : undefined;
}

/** Two attributes with a colon between them: `${pool.endpoint}:${client.id}`. */
function joinedValue(
  { references = [] }: ConfiguredExpression,
  attributes: readonly [string, string],
  { prefix }: Scope,
  lookup: Lookup,
): Value | undefined {
  // Terraform lists each reference before the resource that it is a part of.
  if (references.length !== 2 * attributes.length) return undefined;
  const parts = attributes.map(parted).map(([type, attribute], index) => {
    const [reference, resource] = references.slice(2 * index);
    return reference === `${resource}.${attribute}`
      ? lookup(`${prefix}${resource}`, type, attribute)
      : undefined;
  });
  return parts.every((part) => typeof part === "string") ? parts.join(":") : undefined;
}

function parted(link: string): [type: string, attribute: string] {
  const [type = "", attribute = ""] = link.split(".");
  return [type, attribute];
}
