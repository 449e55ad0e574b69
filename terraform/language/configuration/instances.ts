import { TerraformError } from "../../error";
import { describe, isList, isRecord, textOf, Unresolved, type Value } from "../expression";
import type { Instance, Json, JsonObject } from "./stack";

/** The instances of a block or of a call of a module, by key as text. */
export interface Instances<T> {
  readonly byKey: ReadonlyMap<string, T>;
  /** Whether it has neither for_each nor count, and is its own instance. */
  readonly single: boolean;
  /** Why their number is not known; then there is one, which stands for any number of them. Or why there is none. */
  readonly uncertain?: string;
}

/** What decides how many instances a block has; undefined where there is always one. */
export function repeatedBy({ count, for_each: each, ...body }: JsonObject): Json | undefined {
  return count ?? each ?? enabledOf(body);
}

/**
 * What OpenTofu asks whether a block is there at all; Terraform refuses it.
 * https://opentofu.org/docs/language/meta-arguments/enabled
 */
export function enabledOf({ lifecycle }: JsonObject): Json | undefined {
  const block = (Array.isArray(lifecycle) ? lifecycle[0] : lifecycle) as Json | undefined;
  return isRecord(block as Value) ? (block as JsonObject).enabled : undefined;
}

/** Makes an instance, given what its address ends in, `["key"]` or `[0]`; the block itself, where it is given no instance. */
type Make<T> = (suffix: string, instance?: Instance) => T;

/** The block itself. */
export function only<T>(make: Make<T>): Instances<T> {
  return { single: true, byKey: new Map([["", make("")]]) };
}

/**
 * The instances of a block with for_each, count or `enabled`. Where their number is not known there is one, whose key and
 * value are unknown.
 *
 * @param over the value of what decides
 * @throws TerraformError `EXPRESSION_MALFORMED`
 */
export function instancesOf<T>(body: JsonObject, over: Value, make: Make<T>): Instances<T> {
  if (over instanceof Unresolved) return uncertain(body, over, make);
  if (isSingle(body)) return enabled(over, make);
  const entries = body.count === undefined ? elements(over) : indices(over);
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
export function uncertain<T>(body: JsonObject, unknown: Unresolved, make: Make<T>): Instances<T> {
  const why = `how many there are is not known: ${unknown.unknown}`;
  const instance = { key: unknown.derived(), value: unknown.derived(), uncertain: why };
  const single = isSingle(body);
  return { single, uncertain: why, byKey: new Map([["", make(single ? "" : "[?]", instance)]]) };
}

function isSingle({ count, for_each: each }: JsonObject): boolean {
  return count === undefined && each === undefined;
}

function enabled<T>(over: Value, make: Make<T>): Instances<T> {
  const text = textOf(over);
  if (text === "true") return only(make);
  if (text === "false") return { single: true, uncertain: "it is not enabled", byKey: new Map() };
  throw new TerraformError("EXPRESSION_MALFORMED", `enabled is ${describe(over)}`);
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
