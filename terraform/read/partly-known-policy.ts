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
    const values = Object.entries(keys).map(([key, value]) => [key, comparedTexts(key, value)] as const);
    return [operator, Object.fromEntries(values)] as const;
  });
  if (operators.includes(undefined)) return undefined;
  return Object.fromEntries(operators as readonly (readonly [string, Value])[]);
}

/** Resources whose ids are told apart by their addresses: no two have one id. */
const NETWORKS: Readonly<Record<string, RegExp>> = {
  "aws:principalorgid": /(^|[./])aws_organizations_organization\..+\.id$/,
  "aws:sourcevpc": /(^|[./])aws_(default_)?vpc\..+\.id$/,
  "aws:sourcevpce": /(^|[./])aws_vpc_endpoint\..+\.id$/,
};

/** The values of a condition, with a marker for what is not known. The id of a network, which exists only after apply, is a text with its address in place of the id. */
export function comparedTexts(key: string, value: Value): Value {
  if (isList(value)) return value.map((item) => comparedTexts(key, item));
  const lower = key.toLowerCase();
  const named = Object.hasOwn(NETWORKS, lower) ? NETWORKS[lower] : undefined;
  const isNamed = value instanceof Unresolved && value.is !== undefined && named?.test(value.is);
  return isNamed ? `(${value.is})` : textsOf(value);
}

/** An unknown list becomes one unknown text: one marker is enough to make the statement unknown. */
function textsOf(value: Value): Value {
  if (isList(value)) return value.map(textsOf);
  return value instanceof Unresolved ? unknownText(value.is ?? value.unknown) : value;
}
