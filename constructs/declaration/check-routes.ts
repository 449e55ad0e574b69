/** What the keys of a declaration's routes say, alone and together. */
import type { Method, RouteKey } from "../../access/model";
import { didYouMean } from "../../contract/did-you-mean";
import { declaredPartProblem } from "../../contract/path-part";
import { DeclarationError } from "./errors";
import { contestedPath, isGreedy, type PathPattern, routePattern } from "./path-pattern";
import { shown } from "./plain";
import { partsOfKey } from "./route-key";

const METHODS: Readonly<Record<Method, true>> = {
  GET: true,
  POST: true,
  PUT: true,
  PATCH: true,
  DELETE: true,
  HEAD: true,
  OPTIONS: true,
};

/** @throws DeclarationError `VERB_UNKNOWN`, `PATH_INVALID`, `PARAMETER_CLASH`, `ROUTING_UNDOCUMENTED` */
export function checkRouteKeys(keys: readonly string[]): asserts keys is readonly RouteKey[] {
  for (const key of keys) checkKey(key);
  checkParameters(keys as readonly RouteKey[]);
  checkRouting(keys as readonly RouteKey[]);
}

function checkKey(key: string): asserts key is RouteKey {
  const verbs = Object.keys(METHODS) as Method[];
  const [, verb = "", path = ""] = /^(\S*) ?(.*)$/s.exec(key) ?? [];
  if (!Object.hasOwn(METHODS, verb)) {
    throw new DeclarationError(
      "VERB_UNKNOWN",
      `The route ${shown(key)} has the verb ${shown(verb)}; expected ${verbs.join(", ")}, one space and a path.${didYouMean(verb, verbs)}`,
    );
  }
  if (!path.startsWith("/")) {
    throw new DeclarationError(
      "PATH_INVALID",
      `The route ${shown(key)} has the path ${shown(path)}; expected one that begins with "/", after one space.`,
    );
  }
  checkPath(key as RouteKey);
}

function checkPath(key: RouteKey): void {
  const [, path] = partsOfKey(key);
  const segments = path === "/" ? [] : path.slice(1).split("/");
  for (const segment of segments) {
    const problem = declaredPartProblem(segment);
    if (problem === undefined) continue;
    throw new DeclarationError("PATH_INVALID", `Route "${key}" has the segment "${segment}"; ${problem}.`);
  }
  if (segments.slice(0, -1).some((segment) => segment.endsWith("+}"))) {
    throw new DeclarationError(
      "PATH_INVALID",
      `Route "${key}" has a {…+} segment that is not the last one; it matches all segments that follow.`,
    );
  }
  const names = segments
    .filter((segment) => segment.startsWith("{"))
    .map((segment) => segment.replace("+", ""));
  if (new Set(names).size < names.length) {
    throw new DeclarationError("PATH_INVALID", `Route "${key}" names two parameters alike.`);
  }
}

/** Every request must have one route that answers it, by what AWS says about routing. */
function checkRouting(keys: readonly RouteKey[]): void {
  for (const routes of byVerb(keys).values()) {
    const patterns = routes.map(({ pattern }) => pattern);
    const greedy = routes.filter(({ pattern }) => isGreedy(pattern));
    // Of two routes, one at least must end with a {x+}: most declarations have few, and thousands of other routes.
    for (const { key, pattern, at } of routes)
      for (const other of isGreedy(pattern) ? routes : greedy) {
        if (other.at <= at) continue;
        const path = contestedPath(pattern, other.pattern, patterns);
        if (path === undefined) continue;
        throw new DeclarationError(
          "ROUTING_UNDOCUMENTED",
          `"${key}" and "${other.key}" both fit ${path}, and AWS does not document which of them answers. ` +
            "Give them paths that do not overlap, or declare a route for what they share.",
        );
      }
  }
}

interface Routed {
  readonly key: RouteKey;
  readonly pattern: PathPattern;
  /** Its place in the declaration. */
  readonly at: number;
}

function byVerb(keys: readonly RouteKey[]): Map<string, Routed[]> {
  const verbs = new Map<string, Routed[]>();
  for (const [at, key] of keys.entries()) {
    const [verb, path] = partsOfKey(key);
    const routes = verbs.get(verb) ?? [];
    routes.push({ key, pattern: routePattern(path), at });
    verbs.set(verb, routes);
  }
  return verbs;
}

/** API Gateway allows one parameter among the children of a resource. */
function checkParameters(keys: readonly RouteKey[]): void {
  const parameterAt = new Map<string, { readonly segment: string; readonly key: RouteKey }>();
  for (const key of keys) {
    let parent = "";
    for (const segment of key.slice(key.indexOf(" ") + 2).split("/")) {
      if (segment.startsWith("{")) {
        const other = parameterAt.get(parent);
        if (other && other.segment !== segment) {
          throw new DeclarationError(
            "PARAMETER_CLASH",
            `"${other.key}" and "${key}" call the segment below "${parent || "/"}" ${other.segment} and ${segment}; API Gateway allows one name there.`,
            { where: `routes[${JSON.stringify(key)}]`, expected: other.segment },
          );
        }
        parameterAt.set(parent, { segment, key });
      }
      parent += `/${segment}`;
    }
  }
}
