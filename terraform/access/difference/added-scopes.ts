import type { ApiModel, Operation } from "../../model";
import { allApis } from "../decide";
import { type Evidence, scopesByTrigger } from "../matrix";
import type { Undecided } from "./undecided";

/**
 * Routes that take a further scope which no client of the Terraform may ask for, and no trigger gives. No column can show
 * who gains by it: a client that is made elsewhere may give its users the scope.
 *
 * @param evidence about the head's triggers
 */
export function addedScopes(base: ApiModel, head: ApiModel, evidence: Evidence): readonly Undecided[] {
  // The addresses of a body's routes are not those of a resource, and serve as well.
  const before = new Map(operationsOf(base).map((one) => [one.address, one]));
  return operationsOf(head).flatMap((after) => {
    const was = before.get(after.address);
    const added = was && isComparable(was, after) ? furtherScopes(was, after, head, evidence) : [];
    if (added.length === 0) return [];
    const why = `it takes ${added.join(" and ")} as well, and no client in this Terraform may ask for that: who gets in by it is not known`;
    return [{ resource: after.address, argument: "authorization_scopes", why }];
  });
}

/** Those that take tokens of user pools. Cells of another issuer's say themselves what they depend on. */
function operationsOf(model: ApiModel): readonly Operation[] {
  const issuers = new Set(model.userPools.map(({ issuer }) => issuer));
  return allApis(model).flatMap(({ authorizers, methods }) =>
    methods.filter(({ authorizerId }) => {
      const authorizer = authorizers.find(({ id }) => id === authorizerId);
      return authorizer?.type !== "JWT" || issuers.has(authorizer.issuer);
    }),
  );
}

/** Without scopes, every token gets in, which the columns show. */
function isComparable(was: Operation, after: Operation): boolean {
  return (
    was.authorization === after.authorization &&
    was.unknown === undefined &&
    after.unknown === undefined &&
    was.scopes.length > 0 &&
    after.scopes.length > 0
  );
}

function furtherScopes(
  was: Operation,
  after: Operation,
  { functions, userPools }: ApiModel,
  evidence: Evidence,
): readonly string[] {
  const triggers = userPools.map((pool) => scopesByTrigger(pool, pool.groups, evidence, functions));
  // A trigger that is not known may give any scope; the cells say so.
  const added = triggers.flatMap((trigger) => ("undecided" in trigger ? [] : trigger.added));
  if (triggers.some((trigger) => "undecided" in trigger)) return [];
  const clients = userPools.flatMap((pool) => pool.clients.flatMap(({ oauth }) => oauth ?? []));
  const isGiven = (scope: string) =>
    added.includes(scope) || clients.some((oauth) => "unknown" in oauth || oauth.scopes.includes(scope));
  return after.scopes.filter((scope) => !was.scopes.includes(scope) && !isGiven(scope));
}
