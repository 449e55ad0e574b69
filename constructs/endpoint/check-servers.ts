import type { AccessModel, Method, Route, RouteKey } from "../../access/model";
import { partsOfKey, routesIn } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import { type PathPattern, routePattern } from "../declaration/path-pattern";
import { isServer } from "../functions/handler-schema";
import type { NamedFunction } from "../functions/named-function";

interface ServedRoute {
  readonly key: RouteKey;
  readonly verb: Method;
  readonly pattern: PathPattern;
  readonly declared: Route;
  /** Of the server, without a path. */
  readonly url: string;
}

/**
 * A server is told the path, and not which route answered: `/admin/` and `/%61dmin` are paths of `GET /{path+}` that it
 * may read as `/admin`. So each caller of a route must be let in by all routes of the server whose paths it covers.
 *
 * @throws DeclarationError `LOCK_BYPASSED`
 */
export function checkServers(
  access: AccessModel,
  handlers: Readonly<Record<string, NamedFunction | { readonly url: string }>>,
): void {
  const routes = routesIn(access).flatMap(([key, declared]): ServedRoute[] => {
    const handler = Object.hasOwn(handlers, declared.handler) ? handlers[declared.handler] : undefined;
    if (handler === undefined || !isServer(handler)) return [];
    const [verb, path] = partsOfKey(key);
    return [{ key, verb, pattern: routePattern(path), declared, url: handler.url.toLowerCase() }];
  });
  const wide = routes.filter(({ pattern }) => pattern.some(({ kind }) => kind !== "literal"));
  for (const one of wide)
    for (const other of routes) {
      if (one === other || one.verb !== other.verb || one.url !== other.url) continue;
      if (!covers(one.pattern, other.pattern) || isAsStrict(one.declared, other.declared)) continue;
      throw new DeclarationError(
        "LOCK_BYPASSED",
        `"${one.key}" (${one.declared.lock}) answers other spellings of the path of "${other.key}" (${other.declared.lock}) at the same server, ` +
          `which may read them as that path: it must let in no caller whom "${other.key}" refuses. ` +
          "Give the two a lock and roles that do so, paths that do not overlap, or servers of their own.",
      );
    }
}

function covers(one: PathPattern, other: PathPattern): boolean {
  for (const [i, segment] of one.entries()) {
    const theirs = other[i];
    if (theirs === undefined) return false;
    if (segment.kind === "many") return true;
    if (theirs.kind === "many") return false;
    if (segment.kind === "literal" && (theirs.kind !== "literal" || theirs.text !== segment.text))
      return false;
  }
  return one.length === other.length;
}

/** Whether each caller whom the one lets in is let in by the other, too. */
function isAsStrict(one: Route, other: Route): boolean {
  if (other.lock === "public") return true;
  if (one.lock !== other.lock) return false;
  const [mine, theirs] = [callersOf(one), callersOf(other)];
  return mine.every((caller) => theirs.includes(caller));
}

/** Two routes of one lock that names neither roles nor systems admit the same callers. "signed-in" is a role of its own here. */
function callersOf(route: Route): readonly string[] {
  const { roles = [], systems = [] }: DeclaredCallers = route;
  return [...[roles].flat().map((name) => `role ${name}`), ...systems.map((name) => `system ${name}`)];
}

interface DeclaredCallers extends Pick<Route, "lock"> {
  readonly roles?: string | readonly string[];
  readonly systems?: readonly string[];
}
