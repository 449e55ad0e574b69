import { TerraformError } from "../error";
import { describe, isList, isRecord, Unresolved, type Value } from "../expression/value";
import { assignedNames } from "../identifiers";
import { type Arguments, kindOf } from "../kinds";
import type { Notice } from "../model";
import type { ResolvedResource } from "../resolved";

/**
 * Checks that every resource and every argument is known, and gathers what is to be announced.
 *
 * @throws TerraformError `type-unknown`, `argument-unsupported`
 */
export function checkKinds(resources: readonly ResolvedResource[]): readonly Notice[] {
  return resources.flatMap((resource) => {
    const kind = kindOf(resource.type);
    if (!kind)
      throw new TerraformError(
        "type-unknown",
        `resources of the type ${resource.type} are not understood, so what they open or close is not known`,
        resource.address,
      );
    if (kind.kind === "announced") return [{ address: resource.address, message: kind.message }];
    return kind.kind === "enforced" ? checkArguments(resource, kind.arguments) : [];
  });
}

function checkArguments(resource: ResolvedResource, known: Arguments): Notice[] {
  const assigned = assignedNames(resource.type);
  return Object.entries(resource.values)
    .filter(([name]) => !assigned.includes(name))
    .flatMap(([name, value]) => checkArgument(resource.address, name, value, known));
}

function checkArgument(address: string, name: string, value: Value, known: Arguments): Notice[] {
  if (isAbsent(value) || known.inert.has(name) || known.read.has(name)) return [];
  const announced = known.announced.get(name);
  if (announced) return value === announced.unless ? [] : [{ address, message: announced.message }];
  const inner = `${name}.`;
  const isBlock = [...known.read, ...known.announced.keys()].some((path) => path.startsWith(inner));
  if (!isBlock)
    throw new TerraformError(
      "argument-unsupported",
      `the argument ${name} (${describe(value)}) is not evaluated`,
      address,
    );
  if (value instanceof Unresolved)
    throw new TerraformError("value-unknown", `${name}: ${value.unknown}`, address);
  return (isList(value) ? value : [value]).flatMap((block) => {
    if (!isRecord(block))
      throw new TerraformError(
        "document-malformed",
        `${name} is ${describe(block)}, expected a block`,
        address,
      );
    return Object.entries(block).flatMap(([key, part]) => checkArgument(address, inner + key, part, known));
  });
}

/** A state writes what is not set as an empty value. */
function isAbsent(value: Value): boolean {
  if (isRecord(value)) return Object.keys(value).length === 0;
  return value === null || value === "" || (isList(value) && value.length === 0);
}
