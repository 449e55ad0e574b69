import { fits, pattern } from "../../iam";
import { keyOf, type Plain } from "./plain";
import type { ComparedCondition, ComparedStatement } from "./statements";

/** Whether one statement applies wherever another does, provably. */
export function covers(wide: ComparedStatement, narrow: ComparedStatement): boolean {
  return (
    keyOf(wide.others) === keyOf(narrow.others) &&
    narrow.principals.every((one) => wide.principals.some((other) => isWithin(one, other, "AWS *"))) &&
    narrow.actions.every((one) => wide.actions.some((other) => matches(other, one))) &&
    narrow.resources.every((one) => wide.resources.some((other) => matches(other, one))) &&
    wide.conditions.every((one) => narrow.conditions.some((other) => asksAsMuch(other, one)))
  );
}

function isWithin(one: Plain, other: Plain, all: string): boolean {
  return keyOf(one) === keyOf(other) || (other === all && typeof one === "string" && one.startsWith("AWS "));
}

/** A wildcard in the narrow text is a text like any other: `*` fits it. */
function matches(wide: Plain, narrow: Plain): boolean {
  if (typeof wide !== "string" || typeof narrow !== "string") return keyOf(wide) === keyOf(narrow);
  return wide === narrow || (!narrow.includes("?") && fits(pattern(wide), narrow));
}

/** Operators whose condition holds for fewer requests with fewer values. */
const POSITIVE =
  /^(For(AnyValue|AllValues):)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like)|IpAddress|NumericEquals|DateEquals|BinaryEquals|Bool)(IfExists)?$/;
/** Operators whose condition holds for fewer requests with more values. */
const NEGATED =
  /^(For(AnyValue|AllValues):)?(StringNot(Equals|EqualsIgnoreCase|Like)|ArnNot(Equals|Like)|NotIpAddress|NumericNotEquals)(IfExists)?$/;
const BY_PATTERN = /Like|Arn/;

function asksAsMuch(strict: ComparedCondition, loose: ComparedCondition): boolean {
  if (strict.operator !== loose.operator || strict.key !== loose.key) return false;
  const wild = BY_PATTERN.test(strict.operator);
  const has = (values: readonly Plain[], one: Plain) =>
    values.some((other) => keyOf(other) === keyOf(one) || (wild && matches(other, one)));
  if (POSITIVE.test(strict.operator)) return strict.values.every((value) => has(loose.values, value));
  if (NEGATED.test(strict.operator)) return loose.values.every((value) => has(strict.values, value));
  return keyOf(strict.values) === keyOf(loose.values);
}
