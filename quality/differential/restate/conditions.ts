import type { Case, Policy } from "../case";
import { unfilled } from "./variables";
import { type Condition, conditions, isNegated, operatorOf, type Restated, valuesOf } from "./walk";

/** Restates conditions whose outcome AWS does not document: they fail in an Allow and hold in a Deny. */
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

export function isAnyIfExistsMissing(condition: Condition, asked: Case): boolean {
  const { ifExists, set } = operatorOf(condition);
  return set === "ForAnyValue" && ifExists && !valuesOf(asked, condition.key)?.length;
}

export function isNullOfEmpty(condition: Condition, asked: Case): boolean {
  return condition.operator === "Null" && isEmpty(valuesOf(asked, condition.key));
}

/** Whether a value has a variable with several values. */
export function hasVariableOfSeveral({ values }: Condition, asked: Case, policy: Policy): boolean {
  return values.some((value) => unfilled(asked, value, policy) === "several values");
}

/** AWS: "a null dataset, such as an empty string". */
export function isEmpty(values: readonly string[] | undefined): boolean {
  return values !== undefined && values.length > 0 && values.every((value) => value === "");
}

export function forAllValuesEmpty(asked: Case): Case {
  return conditions(asked, (condition) => {
    const all = operatorOf(condition).set === "ForAllValues";
    return all && isEmpty(valuesOf(asked, condition.key)) ? "holds" : condition;
  });
}

/** A variable without a value equals nothing, so negated operators hold. */
export function negatedWithoutValue(asked: Case): Case {
  return conditions(asked, (condition, _, policy) => {
    const { name, set } = operatorOf(condition);
    const there = valuesOf(asked, condition.key);
    if (!isNegated(name) || !there?.length) return condition;
    const values = condition.values.filter((value) => unfilled(asked, value, policy) !== "no value");
    if (values.length > 0) return { ...condition, values };
    return set === undefined && there.length > 1 ? condition : "holds";
  });
}

/** Whether a value has another type than the operator compares. */
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
