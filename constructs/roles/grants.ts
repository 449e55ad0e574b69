/**
 * Turns a list of granted routes into the patterns of an execute-api policy that allow these routes and no others.
 *
 * `*` in an execute-api ARN crosses `/`, so the pattern of `GET /pets/{petId}` also opens
 * `GET /pets/7/owner`, and a literal sibling such as `GET /pets/export`. Where such a route is declared and
 * not granted, an explicit Deny closes it. Where that Deny would also close a granted route, the declaration is
 * refused.
 */
import type { AccessModel, Lock, Route, RouteKey } from "../../access/model";
import { partsOfKey, routesIn } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import {
  areApart,
  arnPath,
  arnPattern,
  commonPath,
  moreSpecific,
  type PathPattern,
  routePattern,
} from "../declaration/path-pattern";

/** Patterns as they follow the stage in an execute-api ARN: `GET/pets/*`. */
export interface Grant {
  readonly allow: readonly string[];
  readonly deny: readonly string[];
}

/**
 * @param holder what is granted the routes, for the message: `role "user"`
 * @param granted the routes to open
 * @param others the routes behind the same lock that must stay closed
 * @param companions the routes of other roles that a caller may have at the same time, one list for each role
 * @throws DeclarationError `OVER_GRANT` where a granted route's pattern opens another that cannot be closed
 */
export function grantOf(
  holder: string,
  granted: readonly RouteKey[],
  others: readonly RouteKey[],
  companions: readonly (readonly RouteKey[])[] = [],
): Grant {
  const open = granted.map(parse);
  const closed = others.map(parse);
  const deny: string[] = [];
  for (const route of closed) {
    const opener = open.find((grant) => opens(grant, route, open));
    if (!opener) continue;
    // A companion that may call the route cancels the Deny; others are affected by it like the holder.
    const alsoOpen = companions
      .filter((keys) => !keys.includes(route.key))
      .flatMap((keys) => keys.map(parse));
    const victim = [...open, ...alsoOpen].find((grant) => closes(route, grant, [...open, ...closed]));
    if (victim) throw overGrant(holder, opener, route, victim);
    deny.push(route.arn);
  }
  for (const route of closed) {
    // `*` also matches empty text: `pets/*` covers `pets/`, which may be the ARN of a request for `/pets/`.
    if (!deny.includes(route.arn) && open.some((grant) => opensWithSlash(grant, route)))
      deny.push(slashed(route.arn));
  }
  return { allow: open.map((route) => route.arn), deny };
}

interface Parsed {
  readonly key: RouteKey;
  readonly verb: string;
  readonly path: PathPattern;
  readonly covered: PathPattern;
  readonly arn: string;
}

function parse(key: RouteKey): Parsed {
  const [verb, path] = partsOfKey(key);
  return { key, verb, path: routePattern(path), covered: arnPattern(path), arn: `${verb}/${arnPath(path)}` };
}

/** Whether the grant's pattern matches a request that API Gateway routes to `route`. */
function opens(grant: Parsed, route: Parsed, open: readonly Parsed[]): boolean {
  if (grant.verb !== route.verb || areApart(grant.covered, route.path)) return false;
  return commonPath([grant.covered, route.path], preferredTo(route, open)) !== undefined;
}

/** Whether the grant's pattern covers the route's ARN with a slash at its end, or for the root its ARN. */
function opensWithSlash(grant: Parsed, route: Parsed): boolean {
  if (grant.verb !== route.verb || grant.path.length !== route.path.length + 1) return false;
  if (grant.path.at(-1)?.kind === "literal" || areApart(grant.covered, route.path)) return false;
  return commonPath([grant.covered.slice(0, -1), route.path]) !== undefined;
}

function slashed(arn: string): string {
  return arn.endsWith("/") ? arn : `${arn}/`;
}

/** Whether a Deny of `route` would refuse a request that API Gateway routes to `grant`. */
function closes(route: Parsed, grant: Parsed, all: readonly Parsed[]): boolean {
  if (grant.verb !== route.verb || areApart(route.covered, grant.path)) return false;
  return commonPath([route.covered, grant.path], preferredTo(grant, all)) !== undefined;
}

/** The paths that API Gateway routes to a more specific route. */
function preferredTo(route: Parsed, all: readonly Parsed[]): PathPattern[] {
  return all
    .filter((other) => other.verb === route.verb && !areApart(other.path, route.path))
    .filter((other) => moreSpecific(other.path, route.path))
    .filter((other) => commonPath([other.path, route.path]) !== undefined)
    .map((other) => other.path);
}

function overGrant(holder: string, opener: Parsed, route: Parsed, victim: Parsed): DeclarationError {
  return new DeclarationError(
    "OVER_GRANT",
    `${holder} may call "${opener.key}", whose pattern ${opener.arn} also opens "${route.key}", which it may not call. ` +
      `A Deny of ${route.arn} would close "${victim.key}" as well. Grant "${route.key}" too, or give the routes paths that do not overlap.`,
  );
}

export type Holder = { readonly role: string } | { readonly system: string };

/** The routes behind one lock that a role, or a system, may call, and those it may not. */
export function routesOf(
  access: AccessModel,
  lock: Lock,
  holder: Holder,
): { readonly granted: RouteKey[]; readonly others: RouteKey[] } {
  const granted: RouteKey[] = [];
  const others: RouteKey[] = [];
  for (const [key, route] of routesIn(access)) {
    if (route.lock !== lock) continue;
    (isGranted(route, holder) ? granted : others).push(key);
  }
  return { granted, others };
}

function isGranted(route: Route, holder: Holder): boolean {
  const names = "role" in holder ? "roles" in route && route.roles : "systems" in route && route.systems;
  if (!names || names === "signed-in") return false;
  return names.includes("role" in holder ? holder.role : holder.system);
}
