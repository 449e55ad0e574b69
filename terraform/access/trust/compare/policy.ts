import { covers } from "./covers";
import { type Plain, Untold, untoldIn } from "./plain";
import type { Finding } from "./rule";
import { type ComparedStatement, statementKey, statementsOf } from "./statements";

/**
 * The differences of two policies, statement by statement. An Allow that no Allow of before covers is more, and so is a
 * Deny that is gone and that none of now covers.
 *
 * @param isCompared whether a statement has a say; default every one
 */
export function comparePolicies(
  from: Plain | undefined,
  to: Plain | undefined,
  kind: "trust" | "resource" | "identity",
  isCompared: (statement: ComparedStatement) => boolean = () => true,
): readonly Omit<Finding, "at">[] {
  const [before, after] = [statementsOf(from), statementsOf(to)];
  if (!isParsed(before) || !isParsed(after)) {
    const unknown = [before, after].find((one) => one instanceof Untold) as Untold | undefined;
    return [unknown ? { effect: "undecided", from, to, why: unknown.why } : { effect: "other", from, to }];
  }
  return compareStatements(before.filter(isCompared), after.filter(isCompared), kind);
}

/** The same of the statements of two policies, or of all that a principal has. */
export function compareStatements(
  before: readonly ComparedStatement[],
  after: readonly ComparedStatement[],
  kind: "trust" | "resource" | "identity",
): readonly Omit<Finding, "at">[] {
  const [gone, come] = [without(before, after), without(after, before)];
  const findings = [
    ...come.map((one) => ({ of: one, effect: ofNew(one, before), is: "come" as const })),
    ...gone.map((one) => ({ of: one, effect: ofOld(one, after), is: "gone" as const })),
  ];
  // A resource policy that is taken away is its default again, which is not less.
  const absent = kind === "resource" && after.length === 0 && before.length > 0;
  const effects = absent ? findings.map((one) => ({ ...one, effect: "other" as const })) : findings;
  return merged(effects);
}

type Effect = Finding["effect"];
interface Changed {
  readonly of: ComparedStatement;
  readonly effect: Effect | undefined;
  readonly is: "come" | "gone";
}

function isParsed(value: ReturnType<typeof statementsOf>): value is readonly ComparedStatement[] {
  return Array.isArray(value);
}

function without(
  all: readonly ComparedStatement[],
  others: readonly ComparedStatement[],
): ComparedStatement[] {
  const known = new Set(others.map(statementKey));
  return all.filter((one) => !known.has(statementKey(one)));
}

function ofNew(statement: ComparedStatement, before: readonly ComparedStatement[]): Effect {
  if (statement.effect !== "Allow") return untoldIn(statement.written) ? "undecided" : "narrower";
  const allows = before.filter(({ effect }) => effect === "Allow");
  if (allows.some((one) => covers(one, statement))) return "narrower";
  if (!untoldIn(statement.written)) return "other";
  const known = knownPart(statement);
  return !known || allows.some((one) => covers(withoutAsked(one, statement), known)) ? "undecided" : "other";
}

/** Undefined where a statement that is gone is part of one that is there. */
function ofOld(statement: ComparedStatement, after: readonly ComparedStatement[]): Effect | undefined {
  const others = after.filter(({ effect }) => effect === statement.effect);
  if (others.some((one) => covers(one, statement)))
    return statement.effect === "Allow" ? undefined : "narrower";
  if (statement.effect === "Allow") return "narrower";
  return others.some((one) => untoldIn(one.written)) || untoldIn(statement.written) ? "undecided" : "other";
}

/** The statement without what is unknown in it; undefined where too little is left to tell anything. */
function knownPart(statement: ComparedStatement): ComparedStatement | undefined {
  if (untoldIn(statement.others)) return undefined;
  return {
    ...statement,
    principals: known(statement.principals),
    actions: known(statement.actions),
    resources: known(statement.resources),
    conditions: statement.conditions.filter(({ values }) => !untoldIn(values)),
  };
}

/** A statement without the conditions of which another statement's values are not known. */
function withoutAsked(statement: ComparedStatement, { conditions }: ComparedStatement): ComparedStatement {
  const isAsked = (operator: string, key: string) =>
    conditions.some((one) => one.operator === operator && one.key === key && untoldIn(one.values));
  return {
    ...statement,
    conditions: statement.conditions.filter(({ key, operator }) => !isAsked(operator, key)),
  };
}

function known(items: readonly Plain[]): readonly Plain[] {
  return items.filter((item) => !untoldIn(item));
}

/** One finding for each effect, with the statements of both sides. */
function merged(changed: readonly Changed[]): readonly Omit<Finding, "at">[] {
  const effect = (["other", "undecided", "narrower"] as const).find((one) =>
    changed.some((change) => change.effect === one),
  );
  if (!effect) return [];
  const of = (is: Changed["is"]) => changed.filter((one) => one.is === is).map((one) => one.of.written);
  const [from, to] = [of("gone"), of("come")];
  const why = untoldIn([...from, ...to])?.why;
  return [{ effect, from, to, ...(effect === "undecided" && why !== undefined && { why }) }];
}
