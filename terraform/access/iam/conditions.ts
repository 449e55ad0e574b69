import type { Condition } from "../../model";
import type { Context } from "./context";
import { type Operator, operators, type Wanted } from "./operators";
import { pattern } from "./pattern";
import { type Filled, patternOf, unknownIn } from "./variables";

/** A set operator, an operator, and IfExists. */
export const OPERATOR = /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/;

/**
 * Whether a condition holds for a request.
 *
 * @returns undefined where that is not known, as with an unknown operator; an Allow then does not apply,
 * and a Deny does
 */
export function holds(condition: Condition, version: string, context: Context): boolean | undefined {
  const [, set, name = "", ifExists] = OPERATOR.exec(condition.operator) ?? [];
  const found = context.get(condition.key);
  if (found === undefined && context.isOpen(condition.key)) return undefined;
  if (name === "Null") return set === undefined && !ifExists ? isNull(condition, found) : undefined;
  const operator = operators.get(name);
  if (!operator) return undefined;
  if (found === undefined) return whenMissing(operator, set, Boolean(ifExists));
  // IAM accepts no empty list.
  if (condition.values.length === 0) return undefined;
  const wanted = condition.values.map((text) => wantedOf(text, operator, version, context));
  const results = found.map((value) => compared(value, wanted, operator));
  if (set === "ForAnyValue") return some(results);
  if (set === "ForAllValues") return isEmpty(found) || every(results);
  // Without a set operator, how IAM treats a key of several values is not documented.
  return results.length === 1 ? results[0] : undefined;
}

/**
 * ForAllValues holds for no values at all; a negated operator holds where there is nothing to compare. ForAnyValue
 * is documented to be false then, and IfExists to be true: their combination is not documented.
 */
function whenMissing(operator: Operator, set: string | undefined, ifExists: boolean): boolean | undefined {
  if (set === "ForAnyValue") return ifExists ? undefined : false;
  return ifExists || set === "ForAllValues" || operator.negated;
}

/** What AWS calls a null dataset: values, and all of them the empty text. */
function isEmpty(found: readonly string[]): boolean {
  return found.every((value) => value === "");
}

function isNull(condition: Condition, found: readonly string[] | undefined): boolean | undefined {
  // Null false is for keys that are there "and not null": an empty value may be either.
  if (found && isEmpty(found)) return undefined;
  return some(
    condition.values.map((value) => {
      const wanted = value.toLowerCase();
      if (wanted !== "true" && wanted !== "false") return undefined;
      return (found === undefined) === (wanted === "true");
    }),
  );
}

type Unfilled = Extract<Filled, string>;

function wantedOf(text: string, operator: Operator, version: string, context: Context): Wanted | Unfilled {
  if (unknownIn(text) !== undefined) return "not known";
  const filled = operator.variables ? patternOf(text, version, context) : pattern(text);
  return typeof filled === "string" ? filled : { text, pattern: filled };
}

/** One value of the request against all of the policy: any fits, or for a negated operator none does. */
function compared(
  value: string,
  wanted: readonly (Wanted | Unfilled)[],
  { compare, negated }: Operator,
): boolean | undefined {
  const fits = some(
    wanted.map((item) => {
      if (item === "no value") return false;
      return item === "not known" ? undefined : compare(value, item);
    }),
  );
  return negated && fits !== undefined ? !fits : fits;
}

function some(results: readonly (boolean | undefined)[]): boolean | undefined {
  if (results.includes(true)) return true;
  return results.includes(undefined) ? undefined : false;
}

function every(results: readonly (boolean | undefined)[]): boolean | undefined {
  if (results.includes(false)) return false;
  return results.includes(undefined) ? undefined : true;
}
