import { inRange } from "./address-range";
import { arnParts, fits, fitsArn, type Pattern } from "./pattern";

/** Compares a value of the request with one of the policy; undefined where they cannot be compared. */
export type Comparison = (found: string, wanted: Wanted) => boolean | undefined;

/** A policy's value: its text, and the pattern that it makes where the operator takes one. */
export interface Wanted {
  readonly text: string;
  readonly pattern: Pattern;
}

export interface Operator {
  readonly compare: Comparison;
  /** `StringNotEquals` and the like: true where no value compares, and where the key is not there. */
  readonly negated: boolean;
  /** Whether policy variables are filled in: only where texts and ARNs are compared. */
  readonly variables: boolean;
}

const string = (compare: Comparison): Operator => ({ compare, negated: false, variables: true });
const typed = (compare: Comparison): Operator => ({ compare, negated: false, variables: false });
const not = (operator: Operator): Operator => ({ ...operator, negated: true });

const equals = string((found, { pattern }) => found === plainText(pattern));
const equalsIgnoreCase = string(
  (found, { pattern }) => found.toLowerCase() === plainText(pattern).toLowerCase(),
);
const like = string((found, { pattern }) => fits(pattern, found));
/** Part by part; what IAM makes of a text with fewer parts than an ARN is not documented. */
const arn = string((found, { pattern }) =>
  found.startsWith("arn:") && arnParts(pattern).length === 6 ? fitsArn(pattern, found) : undefined,
);
const ip = typed((found, { text }) => inRange(found, text));

const ordered = (
  read: (text: string) => number | undefined,
  compare: (found: number, wanted: number) => boolean,
): Operator =>
  typed((found, { text }) => {
    const [left, right] = [read(found), read(text)];
    return left === undefined || right === undefined ? undefined : compare(left, right);
  });

const orders = {
  Equals: (found: number, wanted: number) => found === wanted,
  LessThan: (found: number, wanted: number) => found < wanted,
  LessThanEquals: (found: number, wanted: number) => found <= wanted,
  GreaterThan: (found: number, wanted: number) => found > wanted,
  GreaterThanEquals: (found: number, wanted: number) => found >= wanted,
};

function family(name: string, read: (text: string) => number | undefined): [string, Operator][] {
  return [
    ...Object.entries(orders).map(([order, compare]): [string, Operator] => [
      name + order,
      ordered(read, compare),
    ]),
    [`${name}NotEquals`, not(ordered(read, orders.Equals))],
  ];
}

/**
 * The condition operators by name, without prefix and suffix. Null is not among them: it tests the key itself.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ["StringEquals", equals],
  ["StringNotEquals", not(equals)],
  ["StringEqualsIgnoreCase", equalsIgnoreCase],
  ["StringNotEqualsIgnoreCase", not(equalsIgnoreCase)],
  ["StringLike", like],
  ["StringNotLike", not(like)],
  // For ARNs, Equals and Like are the same: both take wildcards.
  ["ArnEquals", arn],
  ["ArnLike", arn],
  ["ArnNotEquals", not(arn)],
  ["ArnNotLike", not(arn)],
  ...family("Numeric", number),
  ...family("Date", date),
  [
    "Bool",
    typed((found, { text }) => (boolean(text) === undefined ? undefined : boolean(found) === boolean(text))),
  ],
  ["BinaryEquals", typed((found, { text }) => found === text)],
  ["IpAddress", ip],
  ["NotIpAddress", not(ip)],
]);

/** The wildcards of a pattern as the characters they were written as. */
function plainText(pattern: Pattern): string {
  return pattern.map((entry) => (typeof entry === "string" ? entry : entry.description)).join("");
}

function number(text: string): number | undefined {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** ISO 8601 as the W3C profile has it, or seconds since 1970. */
function date(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return text.length === 4 ? Date.UTC(Number(text), 0) : Number(text) * 1_000;
  if (!/^\d{4}-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?$/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

function boolean(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  return lower === "true" || lower === "false" ? lower === "true" : undefined;
}
