import type { Condition } from "../../model";
import { Context, holds, OPERATOR, type VersionedCondition } from "../iam";
import { KINDS, type KindName, type RequirementKind } from "./kinds";
import { NONE, type ValueSet } from "./value-set";

/** Where an API answers. */
export type Endpoint = "public" | "private" | "unknown";

/** Whether requests have a key; undefined is not known. */
type Presence = "always" | "never" | "sometimes" | undefined;

interface ConditionKey {
  readonly kind: KindName;
  readonly presence: Readonly<Record<Endpoint, Presence>>;
}

const ONLY_PRIVATE = { public: "never", private: "always", unknown: undefined } as const;
const ANYWHERE = { public: "sometimes", private: "sometimes", unknown: "sometimes" } as const;

/**
 * Condition keys, in lower case, whose values are all that an answer depends on: of the network, of the caller's
 * organization, and headers. Of other keys, such as the time or a tag, it is not known whether a caller can have a value.
 *
 * Requests by a VPC endpoint have no aws:SourceIp, but how API Gateway fills it for private APIs is not documented.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const CONDITION_KEYS: Readonly<Record<string, ConditionKey>> = {
  "aws:sourceip": {
    kind: "address-range",
    presence: { public: "always", private: undefined, unknown: undefined },
  },
  "aws:vpcsourceip": { kind: "vpc-address-range", presence: ONLY_PRIVATE },
  "aws:sourcevpce": { kind: "vpc-endpoint", presence: ONLY_PRIVATE },
  "aws:sourcevpc": { kind: "vpc", presence: ONLY_PRIVATE },
  "aws:principalorgid": { kind: "organization", presence: ANYWHERE },
  "aws:useragent": { kind: "user-agent", presence: ANYWHERE },
  "aws:referer": { kind: "referer", presence: ANYWHERE },
};

/** A condition key, with its values cut into pieces that all conditions answer in one way. */
export interface Dimension {
  readonly key: string;
  readonly kind: KindName;
  readonly pieces: readonly Piece[];
}

export interface Piece {
  readonly set: ValueSet;
  /** As a request has it: one value, or none. */
  readonly values: readonly string[];
}

/**
 * @param key in lower case
 * @returns undefined where the key's values are not all that its conditions depend on
 */
export function dimensionOf(
  key: string,
  conditions: readonly VersionedCondition[],
  endpoint: Endpoint,
): Dimension | undefined {
  const known = Object.hasOwn(CONDITION_KEYS, key) ? CONDITION_KEYS[key] : undefined;
  const presence = known?.presence[endpoint];
  if (!known || !presence) return undefined;
  const { operators, piecesOf }: RequirementKind = KINDS[known.kind];
  if (!conditions.every(({ condition }) => isExact(condition, operators))) return undefined;
  const answered = piecesOf(conditions.flatMap(comparedValues))?.map((set) =>
    answeredBy(conditions, key, set),
  );
  if (!answered || answered.some(({ answers }) => answers.includes(undefined))) return undefined;
  const isWithout = ({ piece }: AnsweredPiece) => piece.values.length === 0;
  const possible = answered.filter((one) => presence !== (isWithout(one) ? "always" : "never"));
  const groups = new Map<string, Piece>();
  for (const { answers, piece } of possible) {
    const group = groups.get(answers.join());
    groups.set(answers.join(), group ? { ...group, set: group.set.either(piece.set) } : piece);
  }
  // Where every request has the key, it makes no difference, and "all but" becomes shorter.
  const without = presence === "always" ? answered.find(isWithout) : undefined;
  const like = without && groups.get(without.answers.join());
  if (without && like)
    groups.set(without.answers.join(), { ...like, set: like.set.either(without.piece.set) });
  return { key, kind: known.kind, pieces: [...groups.values()] };
}

interface AnsweredPiece {
  readonly piece: Piece;
  readonly answers: readonly (boolean | undefined)[];
}

function answeredBy(conditions: readonly VersionedCondition[], key: string, set: ValueSet): AnsweredPiece {
  const sample = set.sample();
  const values = sample === undefined ? [] : [sample];
  const context = new Context([{ [key]: values }]);
  return {
    piece: { set, values },
    answers: conditions.map(({ condition, version }) => holds(condition, version, context)),
  };
}

/** Null compares a key with none of its values. */
function comparedValues({ condition: { operator, values } }: VersionedCondition): readonly string[] {
  if (nameOf(operator) === "Null") return [];
  return values.filter((value) => value !== NONE && !(isLike(operator) && value === "*"));
}

/** Whether it compares with whole values: a pattern would need pieces of its own. */
function isExact({ operator, values }: Condition, operators: RegExp): boolean {
  const name = nameOf(operator);
  if (name === "Null") return true;
  return (
    operators.test(name) && !(isLike(operator) && values.some((value) => value !== "*" && /[*?]/.test(value)))
  );
}

function isLike(operator: string): boolean {
  return nameOf(operator).endsWith("Like");
}

function nameOf(operator: string): string {
  return OPERATOR.exec(operator)?.[2] ?? operator;
}
