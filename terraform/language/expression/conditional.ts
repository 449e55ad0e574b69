import { TerraformError } from "../../error";
import { truth } from "./operators";
import type { Expression } from "./syntax/ast";
import { convert } from "./types/convert";
import { typeOf } from "./types/type";
import { unified } from "./types/unify";
import { Choice, describe, isList, isRecord, refused, sameValue, Unresolved, type Value } from "./value";

/** `test ? then : otherwise`. Its type is one to which both branches convert. */
export function conditional(
  test: Value,
  [then, otherwise]: readonly [Expression, Expression],
  inner: (part: Expression) => Value,
): Value {
  if (test instanceof Unresolved) {
    const [a, b] = [attempted(then, inner), attempted(otherwise, inner)];
    const common = either(a, b, test);
    return common instanceof Unresolved && isText(a) && isText(b) ? new Choice(test, [a, b]) : common;
  }
  const [chosen, other] = truth(test) ? [then, otherwise] : [otherwise, then];
  const value = inner(chosen);
  // Whatever the other branch is, a text stays one.
  if (value === null || typeof value === "string" || value instanceof Unresolved) return value;
  const alternative = attempted(other, inner);
  if (alternative === undefined || alternative === null || alternative instanceof Unresolved) return value;
  const type = unified([typeOf(value), typeOf(alternative)]);
  if (type !== undefined) return converted(value, type);
  if (typeof value !== "object" || typeof alternative !== "object")
    throw refused(`branches of different types: ${describe(value)} and ${describe(alternative)}`);
  // Terraform refuses these too, but the type of a resource's attribute is not known in every detail here.
  return value;
}

function converted(value: Value, type: ReturnType<typeof typeOf>): Value {
  try {
    return convert(value, type);
  } catch (error) {
    if (error instanceof TerraformError) return value;
    throw error;
  }
}

function isText(value: Value | undefined): value is string | Unresolved {
  return typeof value === "string" || value instanceof Unresolved;
}

/** The branch that is not taken may be one that Terraform would refuse. */
function attempted(branch: Expression, inner: (part: Expression) => Value): Value | undefined {
  try {
    return inner(branch);
  } catch (error) {
    if (error instanceof TerraformError) return undefined;
    throw error;
  }
}

/** One of two values, and it is not known which: what they have in common is known. */
function either(a: Value | undefined, b: Value | undefined, test: Unresolved): Value {
  if (a === undefined || b === undefined || a instanceof Unresolved || b instanceof Unresolved)
    return test.derived();
  if (isList(a) && isList(b) && a.length === b.length && a.length > 0)
    return a.map((item, index) => either(item, b[index], test));
  if (isRecord(a) && isRecord(b)) {
    const names = Object.keys(a);
    if (names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name)))
      return Object.fromEntries(names.map((name) => [name, either(a[name], b[name], test)]));
  }
  return sameValue(a, b) ? a : test.derived();
}
