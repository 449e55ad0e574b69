import type { ResolvedResource } from "../language/configuration";
import { isList, isRecord, type Value } from "../language/expression";
import { attributeAt, kindOf } from "../types";

/** An argument, or another attribute, that the registry of types does not have. */
export interface UnknownArgument {
  /** `integration_target`; of a block `lambda_config.inbound`. */
  readonly path: string;
  /** The value in each block that has it. */
  readonly values: readonly Value[];
  /** Whether the provider computed it: the configuration does not write it. */
  readonly computed: boolean;
}

/** The arguments of a resource that are set and not known. */
export function unknownArguments({
  type,
  unwritten,
  values,
}: Pick<ResolvedResource, "type" | "unwritten" | "values">): readonly UnknownArgument[] {
  if (kindOf(type)?.kind !== "read") return [];
  const found = new Map<string, Value[]>();
  for (const [path, value] of unknownIn(type, values, ""))
    found.set(path, [...(found.get(path) ?? []), value]);
  return [...found].map(([path, values]) => ({ path, values, computed: unwritten?.has(path) ?? false }));
}

function* unknownIn(
  type: string,
  values: Readonly<Record<string, Value>>,
  prefix: string,
): Generator<readonly [path: string, value: Value]> {
  for (const [name, value] of Object.entries(values)) {
    if (isAbsent(value)) continue;
    const path = prefix + name;
    const attribute = attributeAt(type, path);
    if (!attribute) yield [path, value];
    if (attribute?.is !== "block") continue;
    for (const block of isList(value) ? value : [value])
      if (isRecord(block)) yield* unknownIn(type, block, `${path}.`);
  }
}

/** A state writes what is not set as an empty value. */
export function isAbsent(value: Value): boolean {
  if (isRecord(value)) return Object.keys(value).length === 0;
  return value === null || value === "" || (isList(value) && value.length === 0);
}
