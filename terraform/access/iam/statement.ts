import type { Effect, Statement } from "../../model";
import { holds } from "./conditions";
import type { Context } from "./context";
import { type Arn, arnMatcher, type Matcher, matcher } from "./matcher";
import { fits, fitsArn, type Pattern, pattern } from "./pattern";
import { mayBe, names, type Principal } from "./principal";
import { hasVariables, patternOf, unknownIn, withoutUnknowns } from "./variables";

/** A request in the form in which statements are matched: it is prepared once for all statements. */
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
 * @returns undefined where that is not known; an Allow then does not apply, and a Deny does
 */
export type Applies = (asked: Asked) => boolean | undefined;

/** @param version of the policy: it says whether `${…}` are variables */
export function compile(statement: Statement, version: string): Applies {
  const action = actionsOf(statement);
  const resource = resourcesOf(statement, version);
  const { conditions } = statement;
  return (asked) => {
    if (!action(asked.action)) return false;
    const named = principalApplies(statement, asked.principal);
    if (named === false) return false;
    const covered = resource(asked);
    if (covered === false || (conditions.length === 0 && named)) return covered;
    let result: boolean | undefined = named && covered;
    for (const condition of conditions) {
      const held = holds(condition, version, asked.context);
      if (held === false) return false;
      if (held === undefined) result = undefined;
    }
    return result;
  };
}

/** Whether it depends on conditions or policy variables. */
export function dependsOnContext(
  { conditions, notResources, resources }: Statement,
  version: string,
): boolean {
  return (
    conditions.length > 0 ||
    [resources, notResources].flat().some((text) => text && hasVariables(text, version))
  );
}

/** Whether it names principals, of which it may not be known whether they are the caller. */
export function namesPrincipals({ notPrincipals, principals }: Statement): boolean {
  return [principals, notPrincipals].some((types) => types?.AWS?.some((id) => id !== "*"));
}

/** Actions compare without regard to case. */
function actionsOf({ actions, notActions }: Statement): Matcher {
  const matchers = (actions ?? notActions ?? []).map((text) => matcher(pattern(text.toLowerCase())));
  // Nearly all requests are for one action.
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
  const written = resources ?? notResources;
  // A trust policy has no resource: it is about its own role.
  if (!written) return () => true;
  const texts = isOfIdentity(statement) ? written.map(completed) : written;
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
      exact.has(resource.text) || begins(resource) || covers.some((cover) => cover(resource));
    if (!found && variable.length > 0)
      found = any(
        variable.map((text) => {
          const fits = fitsFilled(text, version, context, resource, matching);
          // A variable without a value matches nothing; what NotResource then excludes is not documented.
          return fits === "no value" ? (resources ? false : undefined) : fits;
        }),
      );
    return resources || found === undefined ? found : !found;
  };
}

function isOfIdentity({ notPrincipals, principals }: Statement): boolean {
  return !principals && !notPrincipals;
}

/**
 * In an identity policy, missing parts of an ARN are `*`; for other policies this is not documented.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
function completed(text: string): string {
  const missing = 6 - text.replace(/\$\{[^}]*\}/g, "").split(":").length;
  return text.startsWith("arn:") && missing > 0 ? text + ":*".repeat(missing) : text;
}

/** Neither wildcards nor fewer parts than an ARN has: such a text matches only itself. */
function isExact(text: string): boolean {
  return !/[*?]/.test(text) && text.split(":").length >= 6;
}

/** A `*` at the end and no other, in the last part: such a text matches every text with its beginning. */
function isBeginning(text: string): boolean {
  const beginning = text.slice(0, -1);
  return text.endsWith("*") && !/[*?]/.test(beginning) && beginning.split(":").length >= 6;
}

/** Whether an ARN begins with one of many, with one look-up for each of their lengths. */
function beginnings(texts: readonly string[]): (arn: Arn) => boolean {
  const byLength = new Map<number, Set<string>>();
  for (const text of texts) byLength.set(text.length, (byLength.get(text.length) ?? new Set()).add(text));
  const lengths = [...byLength];
  return (arn) => lengths.some(([length, set]) => set.has(arn.beginning(length)));
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

/** Whether an ARN matches the text with its variables filled in; undefined where that is not known. */
function fitsFilled(
  text: string,
  version: string,
  context: Context,
  { text: arn }: Arn,
  effect: Effect,
): boolean | "no value" | undefined {
  // Whatever the unknown parts are, they are no more than `*`.
  if (unknownIn(text) !== undefined) return fits(pattern(withoutUnknowns(text)), arn) ? undefined : false;
  // Only the last part of an ARN may have variables: how IAM treats others is not documented.
  if (effect === "Allow" && VARIABLE_BEFORE_LAST_PART.test(text)) return false;
  const filled = patternOf(text, version, context);
  if (filled === "no value") return filled;
  if (filled === "not known") return undefined;
  const asText = fits(filled, arn);
  return effect === "Allow" ? asText && fitsArn(filled, arn) : asText || fitsArn(filled, arn);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-wheretouse */
const VARIABLE_BEFORE_LAST_PART = /^(?:[^:$]*:){0,4}[^:$]*\$\{/;

function any(results: readonly (boolean | undefined)[]): boolean | undefined {
  if (results.includes(true)) return true;
  return results.includes(undefined) ? undefined : false;
}

function opposite(effect: Effect): Effect {
  return effect === "Allow" ? "Deny" : "Allow";
}

/**
 * Without a principal, a request is anonymous: only `"*"` and `{"AWS": "*"}`, which are one, name it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html on NotPrincipal and boundaries
 */
function principalApplies(
  { effect, notPrincipals, principals }: Statement,
  principal: Principal | undefined,
): boolean | undefined {
  if (!principals && !notPrincipals) return true;
  if (principals) return among(principals, principal);
  if (effect === "Deny" && (principal === undefined || principal.bounded)) return true;
  if (principal === undefined || principal.itself) return false;
  // NotPrincipal of an account names each of the account's principals.
  const { withoutAccount: _, ...whole } = principal;
  const named = among(notPrincipals ?? {}, whole);
  return named === undefined ? undefined : !named;
}

function among(
  types: NonNullable<Statement["principals"]>,
  principal: Principal | undefined,
): boolean | undefined {
  if (principal === undefined) return "*" in types || (types.AWS?.includes("*") ?? false);
  if (principal.itself)
    return (types[principal.type] ?? []).includes(principal.value) || mayName(types, principal);
  const isNamed = Object.entries(types).some(
    ([type, ids]) =>
      type === "*" ||
      (type === principal.type && ids.some((id) => id === "*" || names(principal).includes(id))),
  );
  return isNamed || mayName(types, principal);
}

function mayName(types: NonNullable<Statement["principals"]>, principal: Principal): false | undefined {
  return (types[principal.type] ?? []).some((id) => mayBe(id, principal)) ? undefined : false;
}
