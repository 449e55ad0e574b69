import { holds } from "./conditions";
import type { Context } from "./context";
import { type Arn, arnMatcher, type Matcher, matcher } from "./matcher";
import { fits, fitsArn, type Pattern, pattern } from "./pattern";
import type { Effect, Statement } from "./policy";
import { names, type Principal } from "./principal";
import { hasVariables, patternOf } from "./variables";

/** A request as statements are held against it: what costs to work out is worked out once. */
export interface Asked {
  /** In lower case. */
  readonly action: string;
  readonly resource: Arn | undefined;
  readonly principal: Principal | undefined;
  readonly context: Context;
}

/**
 * Whether a statement applies to a request.
 *
 * @returns undefined where that cannot be said; an Allow then does not apply, and a Deny does
 */
export type Applies = (asked: Asked) => boolean | undefined;

/** @param version of the policy: it says whether `${…}` are variables */
export function compile(statement: Statement, version: string): Applies {
  const action = actionsOf(statement);
  const resource = resourcesOf(statement, version);
  const { conditions } = statement;
  return (asked) => {
    if (!action(asked.action) || !principalApplies(statement, asked.principal)) return false;
    const covered = resource(asked);
    if (covered === false || conditions.length === 0) return covered;
    let result: boolean | undefined = covered;
    for (const condition of conditions) {
      const held = holds(condition, version, asked.context);
      if (held === false) return false;
      if (held === undefined) result = undefined;
    }
    return result;
  };
}

/** Actions compare without regard to case. */
function actionsOf({ actions, notActions }: Statement): Matcher {
  const matchers = (actions ?? notActions ?? []).map((text) => matcher(pattern(text.toLowerCase())));
  // Hardly more than one action is ever asked for.
  let last: string | undefined;
  let answer = false;
  return (action) => {
    if (action !== last) {
      answer = matchers.some((fitting) => fitting(action)) === (actions !== undefined);
      last = action;
    }
    return answer;
  };
}

function resourcesOf(statement: Statement, version: string): Applies {
  const { effect, notResources, resources } = statement;
  const texts = resources ?? notResources;
  // A trust policy is about the role that it hangs on.
  if (!texts) return () => true;
  const matching = resources ? effect : opposite(effect);
  const fixed = texts.filter((text) => !hasVariables(text, version));
  const exact = new Set(fixed.filter(isExact));
  const begins = beginnings(fixed.filter(isBeginning).map((text) => text.slice(0, -1)));
  const covers = fixed
    .filter((text) => !isExact(text) && !isBeginning(text))
    .map((text) => covering(pattern(text), matching));
  const variable = texts.filter((text) => hasVariables(text, version));
  return ({ context, resource }) => {
    if (!resource) return false;
    let found: boolean | undefined =
      exact.has(resource.text) || begins(resource.text) || covers.some((cover) => cover(resource));
    if (!found && variable.length > 0)
      found = any(variable.map((text) => fitsFilled(text, version, context, resource, matching)));
    if (resources) return found ?? (context.open ? undefined : false);
    // A variable without a value: it is not known what NotResource leaves out.
    return found === undefined ? undefined : !found;
  };
}

/** Neither wildcards nor fewer parts than an ARN has: such a text covers itself alone. */
function isExact(text: string): boolean {
  return !/[*?]/.test(text) && text.split(":").length >= 6;
}

/** A `*` at the end and no other, in the last part: such a text covers all that begins like it. */
function isBeginning(text: string): boolean {
  const beginning = text.slice(0, -1);
  return text.endsWith("*") && !/[*?]/.test(beginning) && beginning.split(":").length >= 6;
}

/** Whether a text begins with one of many, at the cost of one look-up for each length among them. */
function beginnings(texts: readonly string[]): Matcher {
  const byLength = new Map<number, Set<string>>();
  for (const text of texts) byLength.set(text.length, (byLength.get(text.length) ?? new Set()).add(text));
  const lengths = [...byLength];
  return (text) => lengths.some(([length, set]) => set.has(text.slice(0, length)));
}

/**
 * AWS documents the wildcard part by part, and its own examples also read as one text. Where the two differ,
 * an Allow needs both and a Deny either.
 */
function covering(wildcards: Pattern, effect: Effect): (arn: Arn) => boolean {
  const asText = matcher(wildcards);
  const asArn = arnMatcher(wildcards);
  return effect === "Allow"
    ? (arn) => asText(arn.text) && asArn(arn)
    : (arn) => asText(arn.text) || asArn(arn);
}

/** Undefined where a variable has no value: nothing fits then, unless the value is only not known. */
function fitsFilled(
  text: string,
  version: string,
  context: Context,
  { text: arn }: Arn,
  effect: Effect,
): boolean | undefined {
  const filled = patternOf(text, version, context);
  if (!filled) return undefined;
  const asText = fits(filled, arn);
  return effect === "Allow" ? asText && fitsArn(filled, arn) : asText || fitsArn(filled, arn);
}

function any(results: readonly (boolean | undefined)[]): boolean | undefined {
  if (results.includes(true)) return true;
  return results.includes(undefined) ? undefined : false;
}

function opposite(effect: Effect): Effect {
  return effect === "Allow" ? "Deny" : "Allow";
}

/** Without a principal, a request is anonymous: only `"*"` and `{"AWS": "*"}`, which are one, name it. */
function principalApplies(
  { effect, notPrincipals, principals }: Statement,
  principal: Principal | undefined,
): boolean {
  if (!principals && !notPrincipals) return true;
  if (principals) return among(principals, principal);
  return principal === undefined ? effect === "Deny" : !among(notPrincipals ?? {}, principal);
}

function among(types: NonNullable<Statement["principals"]>, principal: Principal | undefined): boolean {
  if (principal === undefined) return "*" in types || (types.AWS?.includes("*") ?? false);
  return Object.entries(types).some(
    ([type, ids]) =>
      type === "*" ||
      (type === principal.type && ids.some((id) => id === "*" || names(principal).includes(id))),
  );
}
