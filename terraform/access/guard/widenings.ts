import type { Change } from "../difference";
import type { AccessMatrix } from "../matrix";
import type { Widening } from "./config";
import { textPattern } from "./text-pattern";

/** Principals that the widening's name may mean: `group:clerk` for `clerk`. Absent where there is none. */
export interface Meant {
  readonly meant?: readonly string[];
}

/** Where a route is, as reports name it: absent of a single API, and of its only stage. */
export interface RoutePlace {
  readonly api?: string | undefined;
  readonly stage?: string | undefined;
}

export function expects(widening: Widening, change: Change, matrix: AccessMatrix): boolean {
  const { principal, route } = widening;
  if (!isAt(widening, change, matrix)) return false;
  return (
    textPattern(route).test(`${change.method} ${change.path}`) &&
    textPattern(principal).test(change.principal)
  );
}

/** Two APIs may have one route: what is meant for one of them lets the other's not pass. */
export function isAt({ api, stage }: RoutePlace, at: RoutePlace, { routes }: AccessMatrix): boolean {
  // Of a single API, reports do not print the name.
  const isSingle = at.api === undefined && routes.some(({ apiName }) => apiName === api);
  return (
    (api === at.api || isSingle) && (stage === undefined || at.stage === undefined || stage === at.stage)
  );
}

/** One file serves all environments: an entry that names an API has nothing to say where that API is not read. */
export function isApiRead({ api: named }: RoutePlace, { routes }: AccessMatrix): boolean {
  return named === undefined || routes.some(({ api, apiName }) => [api, apiName].includes(named));
}

/** The widening, where no route and principal is as it says. */
export function staleOf(widening: Widening, matrix: AccessMatrix): (Widening & Meant)[] {
  if (!isApiRead(widening, matrix) || isInForce(widening, matrix)) return [];
  const meant = matrix.principals.filter(
    (name) =>
      (name.endsWith(`:${widening.principal}`) || isSamePool(name, widening.principal)) &&
      isInForce({ ...widening, principal: name }, matrix),
  );
  return [{ ...widening, ...(meant.length > 0 && { meant }) }];
}

/** A pool is also written with its account, `pool:123456789012/eu-west-1_AbCdEf123`, or as its issuer. */
function isSamePool(name: string, written: string): boolean {
  return name.startsWith("pool:") && written.endsWith(`/${name.slice("pool:".length)}`);
}

/** A widening stays expected for as long as the access is there: the entry says why it was given. */
function isInForce(widening: Widening, matrix: AccessMatrix): boolean {
  const { principal, route } = widening;
  return matrix.routes.some(
    ({ api, cells, method, path, stage }) =>
      isAt(widening, { api, stage }, matrix) &&
      (textPattern(route).test(`${method} ${path}`) || (method === "ANY" && route.endsWith(` ${path}`))) &&
      cells.some((cell) => textPattern(principal).test(cell.principal) && cell.decision !== "deny"),
  );
}
