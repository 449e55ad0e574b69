import { type Case, keysOf, type Policy, type Statement } from "../case";

/** The place of a policy. Identity policies and boundaries have the same rules. */
export type Place = "identity" | "resource";

export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** A restated condition: another condition, one that always holds, or one that never holds. */
export type Restated = Condition | "holds" | "fails";

/** The case with each of its statements restated. */
export function statements(
  asked: Case,
  restate: (statement: Statement, place: Place, policy: Policy) => Statement | undefined,
): Case {
  const walk = (policy: Policy, place: Place): Policy => ({
    ...policy,
    Statement: policy.Statement.flatMap((statement) => restate(statement, place, policy) ?? []),
  });
  return {
    ...asked,
    identity: asked.identity.map((policy) => walk(policy, "identity")),
    ...(asked.boundary && { boundary: walk(asked.boundary, "identity") }),
    ...(asked.resourcePolicy && { resourcePolicy: walk(asked.resourcePolicy, "resource") }),
  };
}

/** The case with each text of Resource and NotResource restated, to none, one or several. */
export function resources(
  asked: Case,
  restate: (text: string, statement: Statement, place: Place, policy: Policy) => readonly string[],
): Case {
  return statements(asked, (statement, place, policy) => {
    const { NotResource, Resource } = statement;
    const all = (texts: readonly string[]) =>
      texts.flatMap((text) => restate(text, statement, place, policy));
    if (Resource) return { ...statement, Resource: all(Resource) };
    return NotResource ? { ...statement, NotResource: all(NotResource) } : statement;
  });
}

/** The case with each condition restated. */
export function conditions(
  asked: Case,
  restate: (condition: Condition, statement: Statement, policy: Policy) => Restated,
): Case {
  return statements(asked, (statement, _, policy) => {
    const made: Record<string, Record<string, readonly string[]>> = {};
    const add = ({ key, operator, values }: Condition) => {
      made[operator] = { ...made[operator], [key]: values };
    };
    for (const condition of conditionsOf(statement)) {
      const restated = restate(condition, statement, policy);
      if (restated === "fails") add(NEVER);
      else if (restated !== "holds") add(restated);
    }
    const { Condition: _old, ...rest } = statement;
    return Object.keys(made).length > 0 ? { ...rest, Condition: made } : rest;
  });
}

export function conditionsOf({ Condition = {} }: Statement): Condition[] {
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
  );
}

const NEVER: Condition = { operator: "Null", key: "restated:never", values: ["false"] };

/** The values that a request has for a key: undefined where it has none. */
export function valuesOf(asked: Case, key: string): readonly string[] | undefined {
  const wanted = key.toLowerCase();
  const found = Object.entries(keysOf(asked)).find(([name]) => name.toLowerCase() === wanted)?.[1];
  return typeof found === "string" ? [found] : found;
}

const OPERATOR = /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/;

/** An operator's parts: the set operator, the operator proper, and whether IfExists follows. */
export function operatorOf({ operator }: Condition): {
  readonly set: string | undefined;
  readonly name: string;
  readonly ifExists: boolean;
} {
  const [, set, name = "", ifExists] = OPERATOR.exec(operator) ?? [];
  return { set, name, ifExists: ifExists !== undefined };
}

export function isNegated(name: string): boolean {
  return /Not/.test(name);
}
