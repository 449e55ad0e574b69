import { fitting, type PathMatch, type Routable } from "./route-tree";

/** The path of the route that takes what no other route takes. */
export const DEFAULT_ROUTE = "$default";

/**
 * The route of an HTTP API that answers a request: a full match comes before a `{proxy+}`, and that before `$default`.
 * Among full matches a literal segment comes before `{id}`, among greedy ones the longer path, and on one path a verb
 * before ANY. A path with a slash at its end is another path. HEAD and OPTIONS are verbs like any other.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 *
 * Of `ANY /pets/dog` and `GET /pets/{id}` one has the better path and the other the better verb, and of `/a/{x}/c` and
 * `/a/b/{y}` each has a better segment; the documentation does not say what counts, so they are rivals.
 *
 * @param routes the same array for every request: its index is built once
 */
export function matchHttpRoute<M extends Routable>(
  routes: readonly M[],
  verb: string,
  path: string,
): PathMatch<M> | undefined {
  const { byPath, otherwise } = indexOf(routes);
  const found = fitting(byPath, verb, segmentsOf(path));
  const full = found.filter((route) => !isGreedy(route.path));
  const [method, ...rivals] = unbeaten(full.length > 0 ? full : found);
  // The values of its parameters have no say.
  if (method) return { method, pathParameters: {}, rivals };
  return otherwise && { method: otherwise, pathParameters: {} };
}

interface Index<M> {
  readonly byPath: readonly M[];
  readonly otherwise: M | undefined;
}

const indexes = new WeakMap<readonly Routable[], Index<Routable>>();

function indexOf<M extends Routable>(routes: readonly M[]): Index<M> {
  // The key is the array that the index was built from, so its routes are of the array's type.
  const known = indexes.get(routes) as Index<M> | undefined;
  if (known) return known;
  const index = {
    byPath: routes.filter(({ path }) => path !== DEFAULT_ROUTE),
    otherwise: routes.find(({ path }) => path === DEFAULT_ROUTE),
  };
  indexes.set(routes, index);
  return index;
}

/** An empty segment after a last slash stays: no literal and no parameter is empty. */
function segmentsOf(path: string): readonly string[] {
  const rooted = path.replace(/^\/+/, "");
  return rooted === "" ? [] : rooted.split("/");
}

/** Those that no other route is better than. */
function unbeaten<M extends Routable>(routes: readonly M[]): readonly M[] {
  return routes.filter((route) => !routes.some((other) => isAsGood(other, route) && !isAsGood(route, other)));
}

function isAsGood(one: Routable, other: Routable): boolean {
  return (one.verb !== "ANY" || other.verb === "ANY") && isAsExact(one.path, other.path);
}

/**
 * Of two paths that fit one request, both with a greedy parameter or both without one: whether a path is as long as the other
 * one, and literal wherever that is.
 */
function isAsExact(one: string, other: string): boolean {
  const [mine, theirs] = [literals(one), literals(other)];
  return mine.length >= theirs.length && theirs.every((literal, index) => !literal || mine[index]);
}

/** Of each segment, whether it is literal. */
function literals(path: string): readonly boolean[] {
  return path.split("/").map((segment) => !segment.startsWith("{"));
}

function isGreedy(path: string): boolean {
  return path.endsWith("+}");
}
