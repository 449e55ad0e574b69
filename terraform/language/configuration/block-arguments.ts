import { attributeAt } from "../../types";
import { isRecord, opened, Unresolved, type Value } from "../expression";
import type { Block, JsonObject } from "./stack";

const META = [
  "//",
  "depends_on",
  "lifecycle",
  "provider",
  "count",
  "for_each",
  "dynamic",
  "provisioner",
  "connection",
];

/** The arguments of a block, those of dynamic blocks included. */
export function argumentNames({ body }: Block): string[] {
  const written = Object.keys(body).filter((name) => !META.includes(name));
  const dynamic = Object.keys(dynamicIn(body) ?? {});
  return [...new Set([...written, ...dynamic])];
}

/** The `dynamic` blocks among those of a block, by name. */
export function dynamicIn({
  dynamic,
}: JsonObject): Readonly<Record<string, readonly JsonObject[]>> | undefined {
  if (!isRecord(dynamic as Value)) return undefined;
  const named = Object.entries(dynamic as JsonObject).map(([name, blocks]) => {
    return [name, (Array.isArray(blocks) ? blocks : [blocks]) as readonly JsonObject[]] as const;
  });
  // An argument may have this name too; a dynamic block always has contents.
  const all = named.every(([, blocks]) =>
    blocks.every((block) => isRecord(block as Value) && "content" in block),
  );
  return all ? Object.fromEntries(named) : undefined;
}

/** An attribute that AWS assigns, and for which there is no stand-in. */
export function afterApply({ address }: Block, name: string): Unresolved {
  return new Unresolved(`${address}.${name}: known after apply`, `${address}.${name}`);
}

/** The value of an argument. Of blocks with members that AWS assigns, those are known after apply. */
export function withAssigned(block: Block, name: string, value: Value): Value {
  const known = block.mode === "resource" ? attributeAt(block.type, name) : undefined;
  if (known?.is !== "block" || known.assigns === undefined) return value;
  for (const one of Array.isArray(value) ? value : [value])
    if (isRecord(one)) opened(one, (member) => afterApply(block, `${name}.${member}`));
  return value;
}

/** An attribute that AWS assigns. Terraform refuses one that is written out, which could be another resource's name. */
export function isComputed({ mode, type }: Block, name: string): boolean {
  return mode === "resource" && attributeAt(type, name)?.is === "computed";
}

/** The body of a block without what Terraform itself reads in every one. */
export function argumentsOf({ body }: Block): JsonObject {
  const { count: _, depends_on: __, for_each: ___, lifecycle: ____, ...rest } = body;
  return rest;
}
