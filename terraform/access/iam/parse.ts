import { TerraformError } from "../../error";
import { parseJson } from "../../language/expression";
import type { Condition, PolicyDocument, Statement } from "../../model";

/**
 * The kind of a policy, which decides what its statements must have: an identity policy has no principal, a
 * trust policy no resource, a resource policy both.
 */
export type PolicyPlace = "identity" | "trust" | "resource";

const STATEMENT_KEYS = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

/**
 * Reads an IAM policy document, as JSON text or as parsed JSON.
 *
 * IAM's grammar is applied strictly, since an element that is ignored could be the one that
 * restricts: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 *
 * @param where the policy's address, for messages
 * @throws TerraformError `POLICY_MALFORMED`
 */
export function parsePolicy(policy: unknown, where: string, place: PolicyPlace = "identity"): PolicyDocument {
  const document = object(typeof policy === "string" ? json(policy, where) : policy, where);
  onlyKeys(document, ["Version", "Id", "Statement"], where);
  // Without a version IAM applies the older one, under which policy variables are literal text.
  const version = document.Version ?? "2008-10-17";
  if (version !== "2012-10-17" && version !== "2008-10-17")
    throw malformed(where, `Version is ${JSON.stringify(version)}, expected "2012-10-17" or "2008-10-17"`);
  if (document.Statement === undefined) throw malformed(where, "Statement is missing");
  const statements = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  return {
    version,
    statements: statements.map((item, index) => parseStatement(item, `${where}, statement ${index}`, place)),
  };
}

function parseStatement(item: unknown, where: string, place: PolicyPlace): Statement {
  const statement = object(item, where);
  onlyKeys(statement, STATEMENT_KEYS, where);
  const { Effect: effect, Sid: sid } = statement;
  if (effect !== "Allow" && effect !== "Deny")
    throw malformed(where, `Effect is ${JSON.stringify(effect)}, expected "Allow" or "Deny"`);
  if (sid !== undefined && typeof sid !== "string") throw malformed(where, "Sid is not a text");
  exactlyOne(statement, "Action", "NotAction", where);
  if (place === "trust") none(statement, ["Resource", "NotResource"], where, "a trust policy");
  else exactlyOne(statement, "Resource", "NotResource", where);
  if (place === "identity") none(statement, ["Principal", "NotPrincipal"], where, "an identity policy");
  else exactlyOne(statement, "Principal", "NotPrincipal", where);
  return {
    ...(sid !== undefined && { sid }),
    effect,
    ...optional(statement, "Principal", "principals", principals, where),
    ...optional(statement, "NotPrincipal", "notPrincipals", nonEmpty(principals), where),
    ...optional(statement, "Action", "actions", actions, where),
    ...optional(statement, "NotAction", "notActions", nonEmpty(actions), where),
    ...optional(statement, "Resource", "resources", texts, where),
    ...optional(statement, "NotResource", "notResources", nonEmpty(texts), where),
    conditions: conditions(statement.Condition, where),
  };
}

/** An empty NotAction would be every action. */
function nonEmpty<T extends object>(read: (value: unknown, where: string) => T) {
  return (value: unknown, where: string): T => {
    const found = read(value, where);
    if (Object.keys(found).length === 0) throw malformed(where, "it is empty");
    return found;
  };
}

function optional<K extends string, T>(
  statement: Readonly<Record<string, unknown>>,
  element: string,
  field: K,
  read: (value: unknown, where: string) => T,
  where: string,
): Partial<Record<K, T>> {
  const value = statement[element];
  if (value === undefined) return {};
  return { [field]: read(value, `${where}, ${element}`) } as Record<K, T>;
}

function actions(value: unknown, where: string): string[] {
  const found = texts(value, where);
  const odd = found.find((action) => action !== "*" && !/^[A-Za-z0-9-]+:[A-Za-z0-9*?]+$/.test(action));
  if (odd !== undefined)
    throw malformed(where, `${JSON.stringify(odd)} is not an action like "execute-api:Invoke"`);
  return found;
}

const PRINCIPAL_TYPES = ["AWS", "Service", "Federated", "CanonicalUser"];

function principals(value: unknown, where: string): Record<string, string[]> {
  if (value === "*") return { "*": ["*"] };
  const types = object(value, where);
  onlyKeys(types, PRINCIPAL_TYPES, where);
  return Object.fromEntries(
    Object.entries(types).map(([type, ids]) => [type, texts(ids, `${where}.${type}`)]),
  );
}

function conditions(value: unknown, where: string): Condition[] {
  if (value === undefined) return [];
  return Object.entries(object(value, `${where}, Condition`)).flatMap(([operator, keys]) =>
    Object.entries(object(keys, `${where}, Condition.${operator}`)).map(([key, values]) => ({
      operator,
      key,
      values: scalars(values, `${where}, Condition.${operator}.${key}`),
    })),
  );
}

function texts(value: unknown, where: string): string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.map((item) => {
    if (typeof item === "string") return item;
    throw malformed(where, `${JSON.stringify(item)} is not a text`);
  });
}

function scalars(value: unknown, where: string): string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.map((item) => {
    if (["string", "number", "boolean"].includes(typeof item)) return String(item);
    throw malformed(where, `${JSON.stringify(item)} is not a text, a number or a boolean`);
  });
}

function json(text: string, where: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw malformed(where, `it is not JSON: ${(error as Error).message}`);
  }
}

function object(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  throw malformed(where, `expected an object, found ${JSON.stringify(value)}`);
}

function onlyKeys(value: object, known: readonly string[], where: string): void {
  const odd = Object.keys(value).find((key) => !known.includes(key));
  if (odd !== undefined) throw malformed(where, `unknown element ${JSON.stringify(odd)}`);
}

function exactlyOne(value: Readonly<Record<string, unknown>>, a: string, b: string, where: string): void {
  if ((value[a] === undefined) === (value[b] === undefined))
    throw malformed(where, `expected exactly one of ${a} and ${b}`);
}

function none(value: object, keys: readonly string[], where: string, place: string): void {
  const odd = keys.find((key) => key in value);
  if (odd !== undefined) throw malformed(where, `${odd} does not belong in ${place}`);
}

function malformed(where: string, what: string): TerraformError {
  return new TerraformError("POLICY_MALFORMED", what, where);
}
