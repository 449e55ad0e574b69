import { unknownText } from "../access/iam";
import {
  isList,
  isRecord,
  Unresolved,
  unresolvedIn,
  type Value,
  type ValueRecord,
} from "../language/expression";

/**
 * A policy of which some resources or condition values are unknown. A marker text takes the place of each, so that only
 * the statements with a marker are unknown. Undefined where another part is unknown, such as an effect, an action or a
 * principal.
 */
export function partlyKnownPolicy({ encoded }: Unresolved): ValueRecord | undefined {
  if (encoded === undefined || !isRecord(encoded)) return undefined;
  const { Statement: statements, ...head } = encoded;
  if (statements === undefined || statements instanceof Unresolved || unresolvedIn(head)) return undefined;
  const filled = (isList(statements) ? statements : [statements]).map(statementOf);
  return filled.includes(undefined) ? undefined : { ...head, Statement: filled as readonly Value[] };
}

function statementOf(statement: Value): Value | undefined {
  if (!isRecord(statement)) return undefined;
  const { Condition: condition, NotResource: notResource, Resource: resource, ...rest } = statement;
  if (unresolvedIn(rest)) return undefined;
  const conditions = condition === undefined ? undefined : conditionsOf(condition);
  if (condition !== undefined && conditions === undefined) return undefined;
  return {
    ...rest,
    ...(resource !== undefined && { Resource: textsOf(resource) }),
    ...(notResource !== undefined && { NotResource: textsOf(notResource) }),
    ...(conditions !== undefined && { Condition: conditions }),
  };
}

function conditionsOf(condition: Value): Value | undefined {
  if (!isRecord(condition)) return condition instanceof Unresolved ? undefined : condition;
  const operators = Object.entries(condition).map(([operator, keys]) => {
    if (!isRecord(keys)) return keys instanceof Unresolved ? undefined : ([operator, keys] as const);
    const values = Object.entries(keys).map(([key, value]) => [key, textsOf(value)] as const);
    return [operator, Object.fromEntries(values)] as const;
  });
  if (operators.includes(undefined)) return undefined;
  return Object.fromEntries(operators as readonly (readonly [string, Value])[]);
}

/** An unknown list becomes one unknown text: one marker is enough to make the statement unknown. */
function textsOf(value: Value): Value {
  if (isList(value)) return value.map(textsOf);
  return value instanceof Unresolved ? unknownText(value.is ?? value.unknown) : value;
}
