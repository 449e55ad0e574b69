import { TerraformError } from "../../error";
import { describe, isList, isRecord, textOf, Unresolved, type Value } from "../expression";
import type { Instance, Json, JsonObject } from "./stack";

/** The instances of a block or of a call of a module, by key as text. */
export interface Instances<T> {
  readonly byKey: ReadonlyMap<string, T>;
  /** Whether it has neither for_each nor count, and is its own instance. */
  readonly single: boolean;
}

/**
 * The instances of a block. Where their number is not known there is one, whose key and value are unknown.
 *
 * @param make an instance, given what its address ends in: nothing, `["key"]` or `[0]`
 * @throws TerraformError `EXPRESSION_MALFORMED`
 */
export function instancesOf<T>(
  body: JsonObject,
  value: (json: Json) => Value,
  make: (suffix: string, instance?: Instance) => T,
): Instances<T> {
  const { count, for_each: each } = body;
  if (count === undefined && each === undefined) return { single: true, byKey: new Map([["", make("")]]) };
  const over = value((count ?? each) as Json);
  const unknown = over instanceof Unresolved ? over : undefined;
  if (unknown) {
    const uncertain = `how many there are is not known: ${unknown.unknown}`;
    const instance = { key: unknown.derived(), value: unknown.derived(), uncertain };
    return { single: false, byKey: new Map([["", make("[?]", instance)]]) };
  }
  const entries = count === undefined ? elements(over) : indices(over);
  return {
    single: false,
    byKey: new Map(
      entries.map(([key, of]) => [String(key), make(`[${JSON.stringify(key)}]`, { key, value: of })]),
    ),
  };
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
