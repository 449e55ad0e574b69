import { parseJson } from "../../../language/expression";
import { isPlainRecord, keyOf, listOf, type Plain, type PlainRecord, plainOf, Untold } from "./plain";

/** A statement of a policy as it is compared: lists without order and repetition, principals in one form. */
export interface ComparedStatement {
  readonly sid?: string;
  readonly effect: string;
  /** `AWS arn:aws:iam::111122223333:root`, `Federated …`; `NotPrincipal` is in `others`. */
  readonly principals: readonly Plain[];
  /** Actions in small letters. */
  readonly actions: readonly Plain[];
  readonly resources: readonly Plain[];
  readonly conditions: readonly ComparedCondition[];
  /** NotAction, NotResource, NotPrincipal, and what is not an element of IAM's: compared as a whole. */
  readonly others: Plain | undefined;
  /** As it is written. */
  readonly written: PlainRecord;
}

export interface ComparedCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly Plain[];
}

/** The statements of a policy; or what about it is not known, or its text where it is not JSON. */
export function statementsOf(policy: Plain | undefined): readonly ComparedStatement[] | Untold | string {
  if (policy === undefined) return [];
  const document = documentOf(policy);
  if (!isPlainRecord(document)) return document;
  const found = listOf(document.Statement);
  const unknown = found.find((one) => one instanceof Untold);
  if (unknown) return unknown as Untold;
  return found.flatMap((one) =>
    isPlainRecord(one) ? [statementOf(one, String(document.Version ?? ""))] : [],
  );
}

function documentOf(policy: Plain): PlainRecord | Untold | string {
  if (policy instanceof Untold)
    return isPlainRecord(policy.encoded) && policy.encoded.Statement !== undefined ? policy.encoded : policy;
  if (isPlainRecord(policy)) return policy;
  try {
    const parsed = plainOf(parseJson(String(policy)) as Parameters<typeof plainOf>[0]);
    return isPlainRecord(parsed) ? parsed : String(policy);
  } catch {
    return String(policy);
  }
}

function statementOf(written: PlainRecord, version: string): ComparedStatement {
  const { Action, Condition, Effect, Principal, Resource, Sid, ...others } = written;
  // Policy variables are literal text in a document of the older version.
  const isOlder = version !== "2012-10-17" && keyOf(written).includes("${");
  const rest = { ...others, ...(isOlder && { Version: version }) };
  return {
    ...(typeof Sid === "string" && { sid: Sid }),
    effect: String(Effect),
    principals: unique(principalsOf(Principal)),
    actions: unique(listOf(Action).map((one) => (typeof one === "string" ? one.toLowerCase() : one))),
    resources: unique(listOf(Resource)),
    conditions: conditionsOf(Condition),
    others: Object.keys(rest).length === 0 ? undefined : rest,
    written,
  };
}

function principalsOf(principal: Plain | undefined): readonly Plain[] {
  if (principal === undefined) return [];
  if (!isPlainRecord(principal)) return listOf(principal).map((one) => (one === "*" ? "AWS *" : one));
  return Object.entries(principal).flatMap(([type, names]) =>
    listOf(names).map((name) => {
      if (typeof name !== "string") return name;
      return `${type} ${/^\d{12}$/.test(name) ? `arn:aws:iam::${name}:root` : name}`;
    }),
  );
}

function conditionsOf(condition: Plain | undefined): readonly ComparedCondition[] {
  if (condition === undefined) return [];
  if (!isPlainRecord(condition)) return [{ operator: "", key: "", values: [condition] }];
  return Object.entries(condition).flatMap(([operator, keys]) =>
    isPlainRecord(keys)
      ? Object.entries(keys).map(([key, values]) => ({
          operator,
          key: key.toLowerCase(),
          values: unique(listOf(values)),
        }))
      : [{ operator, key: "", values: [keys] }],
  );
}

function unique(items: readonly Plain[]): readonly Plain[] {
  const byKey = new Map(items.map((item) => [keyOf(item), item]));
  return [...byKey.keys()].sort().map((key) => byKey.get(key) as Plain);
}

/** A text by which two statements are equal, whatever they are called and in which order they are written. */
export function statementKey({
  actions,
  conditions,
  effect,
  others,
  principals,
  resources,
}: ComparedStatement): string {
  const conditionKeys = conditions
    .map(({ key, operator, values }) => `${operator} ${key} ${keyOf(values)}`)
    .sort();
  return [
    effect,
    keyOf(principals),
    keyOf(actions),
    keyOf(resources),
    conditionKeys.join(),
    keyOf(others),
  ].join(" ");
}
