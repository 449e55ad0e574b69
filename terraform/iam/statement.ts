import { holds } from "./conditions";
import type { Context } from "./context";
import type { AccessRequest } from "./evaluate";
import { fits, fitsArn, pattern } from "./pattern";
import type { Effect, Statement } from "./policy";
import { names } from "./principal";
import { patternOf } from "./variables";

/**
 * Whether a statement applies to a request. Where that is in doubt, an Allow does not apply and a Deny does.
 *
 * @param version of the policy: it says whether `${…}` are variables
 */
export function applies(
  statement: Statement,
  version: string,
  request: AccessRequest,
  context: Context,
): boolean {
  return (
    actionApplies(statement, request.action) &&
    resourceApplies(statement, version, request.resource, context) &&
    principalApplies(statement, request) &&
    statement.conditions.every((condition) => {
      return holds(condition, version, context) ?? statement.effect === "Deny";
    })
  );
}

/** Actions compare without regard to case. */
function actionApplies({ actions, notActions }: Statement, action: string): boolean {
  const among = (list: readonly string[]) =>
    list.some((candidate) => fits(pattern(candidate.toLowerCase()), action.toLowerCase()));
  return actions ? among(actions) : !among(notActions ?? []);
}

function resourceApplies(
  { effect, resources, notResources }: Statement,
  version: string,
  resource: string | undefined,
  context: Context,
): boolean {
  // A trust policy is about the role that it hangs on.
  if (!resources && !notResources) return true;
  if (resource === undefined) return false;
  const results = (resources ?? notResources ?? []).map((text) => {
    const wildcards = patternOf(text, version, context);
    return wildcards && matches(wildcards, resource, resources ? effect : opposite(effect));
  });
  if (resources) return results.includes(true);
  // A variable without a value: it is not known what NotResource leaves out.
  if (effect === "Allow" && results.includes(undefined)) return false;
  return !results.includes(true);
}

/**
 * AWS documents the wildcard part by part, and its own examples also read as one text. Where the two differ,
 * an Allow needs both and a Deny either.
 */
function matches(wildcards: ReturnType<typeof pattern>, resource: string, effect: Effect): boolean {
  const asText = fits(wildcards, resource);
  return effect === "Allow" ? asText && fitsArn(wildcards, resource) : asText || fitsArn(wildcards, resource);
}

function opposite(effect: Effect): Effect {
  return effect === "Allow" ? "Deny" : "Allow";
}

function principalApplies({ effect, principals, notPrincipals }: Statement, request: AccessRequest): boolean {
  if (!principals && !notPrincipals) return true;
  const { principal } = request;
  const among = (types: Readonly<Record<string, readonly string[]>>) =>
    principal !== undefined &&
    Object.entries(types).some(
      ([type, ids]) =>
        type === "*" ||
        (type === principal.type && ids.some((id) => id === "*" || names(principal).includes(id))),
    );
  if (principals) return among(principals) || (principal === undefined && "*" in principals);
  return principal === undefined ? effect === "Deny" : !among(notPrincipals ?? {});
}
