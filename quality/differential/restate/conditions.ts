import type { Case, Policy } from "../case";
import { unfilled } from "./variables";
import { type Condition, conditions, isNegated, operatorOf, type Restated, valuesOf } from "./walk";

/** The restatement of conditions that AWS does not say the outcome of: an Allow fails, a Deny holds. */
export function inDoubt(
  isSo: (condition: Condition, asked: Case, policy: Policy) => boolean,
): (asked: Case) => Case {
  return (asked) =>
    conditions(asked, (condition, { Effect }, policy): Restated => {
      if (!isSo(condition, asked, policy)) return condition;
      return Effect === "Allow" ? "fails" : "holds";
    });
}

export function isUnknownOperator(condition: Condition): boolean {
  const { ifExists, name, set } = operatorOf(condition);
  return name === "StringMatches" || (name === "Null" && (ifExists || set !== undefined));
}

export function hasSeveralValues(condition: Condition, asked: Case): boolean {
  const { name, set } = operatorOf(condition);
  return set === undefined && name !== "Null" && (valuesOf(asked, condition.key)?.length ?? 0) > 1;
}

export function isAnyIfExistsOfNone(condition: Condition, asked: Case): boolean {
  const { ifExists, set } = operatorOf(condition);
  return set === "ForAnyValue" && ifExists && !valuesOf(asked, condition.key)?.length;
}

export function isNullOfEmpty(condition: Condition, asked: Case): boolean {
  return condition.operator === "Null" && isNothing(valuesOf(asked, condition.key));
}

/** Variables that stand for several values. */
export function comparesWithSeveral({ values }: Condition, asked: Case, policy: Policy): boolean {
  return values.some((value) => unfilled(asked, value, policy) === "several values");
}

/** AWS: "a null dataset, such as an empty string". */
export function isNothing(values: readonly string[] | undefined): boolean {
  return values !== undefined && values.length > 0 && values.every((value) => value === "");
}

export function allOfNothing(asked: Case): Case {
  return conditions(asked, (condition) => {
    const all = operatorOf(condition).set === "ForAllValues";
    return all && isNothing(valuesOf(asked, condition.key)) ? "holds" : condition;
  });
}

/** Nothing equals or is like a variable without a value, and everything differs from it. */
export function withoutUnfilled(asked: Case): Case {
  return conditions(asked, (condition, _, policy) => {
    const { name, set } = operatorOf(condition);
    const there = valuesOf(asked, condition.key);
    if (!isNegated(name) || !there?.length) return condition;
    const values = condition.values.filter((value) => unfilled(asked, value, policy) !== "no value");
    if (values.length > 0) return { ...condition, values };
    return set === undefined && there.length > 1 ? condition : "holds";
  });
}

/** Values that cannot be read as what the operator compares. */
export function cannotCompare(condition: Condition, asked: Case): boolean {
  const kind = KINDS.find(([operators]) => operators.test(operatorOf(condition).name));
  const found = valuesOf(asked, condition.key);
  if (!kind || !found?.length) return false;
  const [, ofRequest, ofPolicy] = kind;
  return found.some((value) => !ofRequest(value)) || condition.values.some((value) => !ofPolicy(value));
}

type Reads = (value: string) => boolean;

const isNumber: Reads = (value) => /^-?\d+(\.\d+)?$/.test(value);
const isDate: Reads = (value) => isNumber(value) || /^\d{4}-\d\d-\d\d/.test(value);
const isAddress: Reads = (value) => /^\d+(\.\d+){3}(\/\d+)?$|^[\da-fA-F:]*:[\da-fA-F:]*(\/\d+)?$/.test(value);

const KINDS: readonly (readonly [RegExp, Reads, Reads])[] = [
  [/^Numeric/, isNumber, isNumber],
  [/^Date/, isDate, isDate],
  [/IpAddress$/, isAddress, isAddress],
  [/^Arn/, (value) => value.startsWith("arn:"), isWholeArn],
];

function isWholeArn(value: string): boolean {
  return value.replace(/\$\{[^}]*\}/g, "").split(":").length >= 6;
}
