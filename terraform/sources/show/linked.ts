import type { Value } from "../../language/expression";
import type { Attribute } from "../../types";
import type { ConfiguredExpression } from "./format";
import { type Key, type Scope, targetOf } from "./references";

/** The value of an attribute of a planned resource; undefined where there is no such resource. */
type Lookup = (address: string, type: string, attribute: string) => Value | undefined;

interface Place {
  readonly scope: Scope;
  /** The key of the instance that the expression belongs to. */
  readonly index: Key | undefined;
}

/** The value of an unknown argument, where its expression can only be one attribute of one resource. */
export function linkedValue(
  expression: ConfiguredExpression,
  { joined, links = [] }: Pick<Attribute, "joined" | "links">,
  { index, scope }: Place,
  lookup: Lookup,
): Value | undefined {
  if (joined) return joinedValue(expression, joined, scope, lookup);
  const target = targetOf(expression, scope, index);
  if (!target) return undefined;
  const allowed = links.map(parted).filter(([type]) => type === target.type);
  const [, attribute] =
    allowed.find(([, name]) => target.attribute === undefined || name === target.attribute) ?? [];
  return attribute === undefined ? undefined : lookup(target.address, target.type, attribute);
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
