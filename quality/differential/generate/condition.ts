import { type Conditions, principalArn } from "../case";
import type { Random } from "../random";
import type { Request } from "./policy";

type Values = (random: Random, request: Request) => string;

interface Family {
  readonly operators: readonly string[];
  readonly keys: readonly string[];
  readonly value: Values;
}

const pool =
  (...values: string[]): Values =>
  (random) =>
    random.pick(values);

const orders = (name: string) =>
  ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"].map(
    (order) => name + order,
  );

const string: Family = {
  operators: [
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
  ],
  keys: [
    "aws:PrincipalTag/team",
    "aws:principaltag/TEAM",
    "aws:UserAgent",
    "aws:username",
    "aws:PrincipalAccount",
    "aws:PrincipalType",
    "aws:PrincipalTag/none",
    ...Array<string>(4).fill("aws:TagKeys"),
  ],
  value: pool(
    "red",
    "RED",
    "blue",
    "r*",
    "re?",
    "r${*}",
    "re${?}",
    "*",
    "?*",
    "a/b",
    "a/*",
    "",
    "curl/*",
    "curl/8.5",
    "111111111111",
    "User",
    "bob",
    "team",
    "env",
    "t*",
    "c?st",
    "${aws:username}",
    "${aws:PrincipalTag/team}",
    "${aws:PrincipalTag/none}",
    "${aws:PrincipalTag/none, 'red'}",
    "${aws:TagKeys, 'red'}",
    "$",
    "${$}",
  ),
};

const families: readonly (readonly [number, Family])[] = [
  [6, string],
  [
    3,
    {
      operators: ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"],
      keys: ["aws:PrincipalArn", "aws:SourceArn"],
      value: (random, request) =>
        random.pick([
          principalArn(request),
          principalArn(request).replace(/[^/]+$/, "*"),
          `arn:aws:iam::*:${request.principal.kind}/${request.principal.name}`,
          "arn:aws:iam::*:role/*",
          "arn:aws:iam::111111111111:user/${aws:username}",
          "arn:aws:iam::${aws:PrincipalAccount}:*",
          "arn:aws:iam:*:role/a*",
          "arn:aws:iam::*",
          "arn:*:sns:eu-west-1:11111111111?:a*",
          "arn:aws:sns:*:*:a:b",
          "arn:aws:s3:::*",
          "*",
        ]),
    },
  ],
  [
    3,
    {
      operators: ["IpAddress", "NotIpAddress"],
      keys: ["aws:SourceIp"],
      value: pool(
        "203.0.113.0/24",
        "203.0.113.7",
        "203.0.113.7/32",
        "203.0.113.4/30",
        "203.0.113.0/30",
        "10.0.0.0/8",
        "0.0.0.0/0",
        "2001:db8::/32",
        "2001:DB8::1",
        "2001:db8::/127",
        "2001:db8::2/127",
        "::/0",
        "not-an-address",
      ),
    },
  ],
  [
    2,
    {
      operators: orders("Numeric"),
      keys: ["aws:MultiFactorAuthAge", "aws:EpochTime"],
      value: pool("10", "300", "0300", "299.5", "-1", "1767225600", "soon"),
    },
  ],
  [
    2,
    {
      operators: orders("Date"),
      keys: ["aws:CurrentTime", "aws:EpochTime"],
      value: pool(
        "2026-01-01T00:00:00Z",
        "2026-03-01T13:00:00+01:00",
        "2026-06-01",
        "1767225600",
        "1772366400",
        "2027",
        "tomorrow",
      ),
    },
  ],
  [
    2,
    {
      operators: ["Bool"],
      keys: ["aws:SecureTransport", "aws:MultiFactorAuthPresent"],
      value: pool("true", "false", "True"),
    },
  ],
  [1, { operators: ["BinaryEquals"], keys: ["aws:UserAgent"], value: pool("curl/8.5", "*") }],
];

/** Half of the statements have no condition, so that enough of them match. */
export function conditions(random: Random, request: Request): Conditions {
  const written: Record<string, Record<string, readonly string[]>> = {};
  const count = random.weighted([
    [5, () => 0],
    [4, () => 1],
    [1, () => 2],
  ]);
  for (let made = 0; made < count; made++) {
    const [operator, key, values] = condition(random, request);
    written[operator] = { ...written[operator], [key]: values };
  }
  return written;
}

function condition(random: Random, request: Request): [string, string, readonly string[]] {
  const family = random.weighted(families.map(([weight, one]) => [weight, () => one]));
  // Rarely, a key of another type than the operator's.
  const keys = random.chance(0.04) ? string.keys : family.keys;
  const key = random.pick(keys);
  if (random.chance(0.12)) return ["Null", key, [random.pick(["true", "false", "True"])]];
  if (random.chance(0.006)) return [random.pick(UNKNOWN), key, ["true"]];
  const operator = random.pick(family.operators);
  const set = random.chance(key === "aws:TagKeys" ? 0.85 : 0.06);
  const prefix = set ? random.pick(["ForAnyValue:", "ForAllValues:"]) : "";
  const suffix = random.chance(0.2) ? "IfExists" : "";
  const values = random.some(1, random.chance(0.35) ? 3 : 1, () => family.value(random, request));
  return [prefix + operator + suffix, key, values];
}

/** Operators that IAM does not have. */
const UNKNOWN = ["StringMatches", "NullIfExists", "ForAnyValue:Null"] as const;
