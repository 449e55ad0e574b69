import type { Condition } from "../../model";
import type { Context } from "./context";
import { type Operator, operators, type Wanted } from "./operators";
import { fits, type Pattern, pattern } from "./pattern";
import { type Filled, hasVariables, patternOf, unknownIn, withoutUnknowns } from "./variables";

/** A set operator, an operator, and IfExists. */
export const OPERATOR = /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/;

/**
 * Whether a condition holds for a request.
 *
 * @returns undefined where that is not known, as with an unknown operator; an Allow then does not apply,
 * and a Deny does
 */
export function holds(condition: Condition, version: string, context: Context): boolean | undefined {
  const found = context.get(condition.key);
  if (found === undefined) return context.isOpen(condition.key) ? undefined : without(condition);
  const answers = answersOf(condition, version);
  if (!answers) return answer(condition, version, context, found);
  // A matrix asks thousands of statements about the same few values.
  const known = answers.get(found);
  if (known) return known.holds;
  const holds = answer(condition, version, context, found);
  answers.set(found, { holds });
  return holds;
}

type Answers = WeakMap<readonly string[], { readonly holds: boolean | undefined }>;

const answered = new WeakMap<Condition, { readonly version: string; readonly answers: Answers }>();

/** The answers to values that were asked before; undefined where they depend on more than the values. */
function answersOf(condition: Condition, version: string): Answers | undefined {
  const known = answered.get(condition);
  if (known) return known.version === version ? known.answers : undefined;
  if (condition.values.some((text) => hasVariables(text, version))) return undefined;
  const answers: Answers = new WeakMap();
  answered.set(condition, { version, answers });
  return answers;
}

/** For a request without the key. */
function without(condition: Condition): boolean | undefined {
  const [, set, name = "", ifExists] = OPERATOR.exec(condition.operator) ?? [];
  if (name === "Null") return set === undefined && !ifExists ? isNull(condition, undefined) : undefined;
  const operator = operators.get(name);
  return operator && whenMissing(operator, set, Boolean(ifExists));
}

function answer(
  condition: Condition,
  version: string,
  context: Context,
  found: readonly string[],
): boolean | undefined {
  const [, set, name = "", ifExists] = OPERATOR.exec(condition.operator) ?? [];
  if (name === "Null") return set === undefined && !ifExists ? isNull(condition, found) : undefined;
  const operator = operators.get(name);
  // IAM accepts no empty list.
  if (!operator || condition.values.length === 0) return undefined;
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

/** Of a text that is not known in full, what it can fit at most: in small letters, since operators may ignore case. */
interface Partly {
  readonly atMost: Pattern;
}

type Unfilled = Extract<Filled, string> | Partly;

function wantedOf(text: string, operator: Operator, version: string, context: Context): Wanted | Unfilled {
  if (unknownIn(text) !== undefined)
    return operator.variables ? { atMost: pattern(withoutUnknowns(text).toLowerCase()) } : "not known";
  const filled = operator.variables ? patternOf(text, version, context) : pattern(text);
  return typeof filled === "string" ? filled : { text, pattern: filled };
}

/** One value of the request against all of the policy: any fits, or for a negated operator none does. */
function compared(
  value: string,
  wanted: readonly (Wanted | Unfilled)[],
  { compare, negated }: Operator,
): boolean | undefined {
  const any = some(
    wanted.map((item) => {
      if (item === "no value") return false;
      if (item === "not known") return undefined;
      if ("atMost" in item) return fits(item.atMost, value.toLowerCase()) ? undefined : false;
      return compare(value, item);
    }),
  );
  return negated && any !== undefined ? !any : any;
}

function some(results: readonly (boolean | undefined)[]): boolean | undefined {
  if (results.includes(true)) return true;
  return results.includes(undefined) ? undefined : false;
}

function every(results: readonly (boolean | undefined)[]): boolean | undefined {
  if (results.includes(false)) return false;
  return results.includes(undefined) ? undefined : true;
}
