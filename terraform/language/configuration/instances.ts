import { TerraformError } from "../../error";
import { describe, isList, isRecord, textOf, Unresolved, type Value } from "../expression";
import type { Instance, JsonObject } from "./stack";

/** The instances of a block or of a call of a module, by key as text. */
export interface Instances<T> {
  readonly byKey: ReadonlyMap<string, T>;
  /** Whether it has neither for_each nor count, and is its own instance. */
  readonly single: boolean;
  /** Why their number is not known; then there is one, which stands for any number of them. */
  readonly uncertain?: string;
}

/** Whether a block has for_each or count. */
export function isRepeated({ count, for_each: each }: JsonObject): boolean {
  return count !== undefined || each !== undefined;
}

/**
 * The instances of a block with for_each or count. Where their number is not known there is one, whose key and value are
 * unknown.
 *
 * @param over the value of for_each or count
 * @param make an instance, given what its address ends in: `["key"]` or `[0]`
 * @throws TerraformError `EXPRESSION_MALFORMED`
 */
export function instancesOf<T>(
  { count }: JsonObject,
  over: Value,
  make: (suffix: string, instance: Instance) => T,
): Instances<T> {
  if (over instanceof Unresolved) return uncertain(over, make);
  const entries = count === undefined ? elements(over) : indices(over);
  return {
    single: false,
    byKey: new Map(
      entries.map(([key, of]) => [String(key), make(`[${JSON.stringify(key)}]`, { key, value: of })]),
    ),
  };
}

/** How many instances there are, at most. */
export function sizeOf(over: Value, { count }: JsonObject): number {
  if (count !== undefined) return Number(textOf(over) ?? 0) || 0;
  return isList(over) ? over.length : isRecord(over) ? Object.keys(over).length : 1;
}

/** Resources, data sources and modules of a system. Terraform itself is slow with a tenth of it. */
const MAX_INSTANCES = 20_000;

/** Counts the instances of a system: a few nested counts can ask for more than there is memory. */
export class InstanceBudget {
  private left = MAX_INSTANCES;

  /** @throws TerraformError `EXPRESSION_MALFORMED` where there are too many */
  take(instances: number, address: string): void {
    if (instances > this.left) {
      const message = `with its instances there are more than ${MAX_INSTANCES}, which are not read`;
      throw new TerraformError("EXPRESSION_MALFORMED", message, address);
    }
    this.left -= instances;
  }
}

/** One instance, which stands for any number of them. */
export function uncertain<T>(
  unknown: Unresolved,
  make: (suffix: string, instance: Instance) => T,
): Instances<T> {
  const why = `how many there are is not known: ${unknown.unknown}`;
  const instance = { key: unknown.derived(), value: unknown.derived(), uncertain: why };
  return { single: false, uncertain: why, byKey: new Map([["", make("[?]", instance)]]) };
}

function indices(count: Value): (readonly [number, Value])[] {
  const number = Number(textOf(count));
  if (Number.isInteger(number) && number >= 0 && number <= 10_000)
    return Array.from({ length: number }, (_, index) => [index, index] as const);
  throw new TerraformError("EXPRESSION_MALFORMED", `count is ${describe(count)}`);
}

/** Of a map its entries; of a set its elements, each under itself. */
function elements(over: Value): (readonly [string, Value])[] {
  if (isRecord(over)) return Object.entries(over);
  if (isList(over))
    return over.map((item) => {
      const key = textOf(item);
      if (key === undefined)
        throw new TerraformError("EXPRESSION_MALFORMED", `for_each over ${describe(item)}`);
      return [key, item] as const;
    });
  throw new TerraformError("EXPRESSION_MALFORMED", `for_each over ${describe(over)}`);
}
