import { DEFAULT_ROUTE, VERBS } from "../decide";
import { filled, type MatrixRoute, requestsOf } from "../matrix";
import { overlapsOf, type RouteOfSides } from "./overlaps";
import { identityOf, routeAnswering, type Side, stagesLike } from "./side";

/** A request that stands for all that one route answers on the old side, and one on the new side. */
export interface ComparedRequest {
  /** The API and stage, and the path that is shown. */
  readonly route: MatrixRoute;
  /** Equal for routes of one API and stage. */
  readonly place: string;
  readonly verb: string;
  /** What answers on each side; undefined where nothing does. */
  readonly from?: MatrixRoute;
  readonly to?: MatrixRoute;
}

interface Sides {
  readonly base: Side;
  readonly head: Side;
}

/**
 * One request for each pair of an old and a new route that answer the same requests.
 *
 * A route's own requests show what became of it. They do not show what becomes of the paths that it shares with
 * another one: where a locked `/a/{x}` is removed, an open `/{y}/b` answers `/a/b`. Of two routes that both sides
 * have, the same one answers on both sides, so only routes that one side lacks are paired.
 */
export function comparedRequests(sides: Sides): readonly ComparedRequest[] {
  const routes = routesOf(sides);
  const depth = Math.max(0, ...[...routes.values()].map(({ route }) => route.path.split("/").length));
  const asked = ({ place, route }: Place, verb: string, path: string): ComparedRequest => {
    const [from, to] = [sides.base, sides.head].map((side) => routeAnswering(side, route, verb, path));
    return { route, place, verb, ...(from && { from }), ...(to && { to }) };
  };
  const own = [...routes.values()].flatMap((one) => {
    const { method, path } = one.route;
    const paths = pathsOf(path, depth);
    const isLeft = (verb: string) => !routes.has(keyOf(sides.head, { ...one.route, method: verb }));
    const verbs = method === "ANY" ? VERBS.filter(isLeft) : [method];
    const isOwn = (found: MatrixRoute | undefined) => found?.path === path && found.method === method;
    return verbs
      .flatMap((verb) => paths.map((sample) => asked(one, verb, sample)))
      .filter(({ from, to }) => isOwn(from) || isOwn(to));
  });
  const shared = overlapsOf([...routes.values()]).flatMap(({ path, place, route, verbs }) =>
    pathsOf(path, depth).flatMap((sample) =>
      verbs.map((verb) => asked({ place, route: { ...route, path } }, verb, sample)),
    ),
  );
  return oneForEachPair([...own, ...shared]);
}

type Place = Pick<ComparedRequest, "place" | "route">;

function routesOf({ base, head }: Sides): ReadonlyMap<string, RouteOfSides> {
  const routes = new Map<string, RouteOfSides>();
  for (const [side, other] of [
    [head, base],
    [base, head],
  ] as const)
    for (const route of side.matrix.routes.flatMap((one) => inStages(one, other))) {
      const key = keyOf(side, route);
      const known = routes.get(key) ?? { route, place: placeOf(side, route), inBase: false, inHead: false };
      routes.set(key, { ...known, [side === head ? "inHead" : "inBase"]: true });
    }
  return routes;
}

/** A route of an API with a single stage, once for each stage of the other side, where that has several. */
function inStages(route: MatrixRoute, other: Side): readonly MatrixRoute[] {
  if (route.stage !== undefined) return [route];
  const [stage, ...more] = stagesLike(other, route);
  return stage === undefined || more.length === 0
    ? [route]
    : [stage, ...more].map((one) => ({ ...route, stage: one }));
}

/** A single stage has no name: on either side, it is the same one. */
function placeOf(side: Side, route: MatrixRoute): string {
  return `${identityOf(side, route)} ${route.stage ?? ""}`;
}

function keyOf(side: Side, route: MatrixRoute): string {
  return `${placeOf(side, route)} ${route.method} ${route.path}`;
}

/**
 * Paths with values that no route spells out. A greedy parameter takes each length up to one that no other route has.
 * Beside `/{proxy+}`, all that is left for `$default` is the root.
 */
function pathsOf(path: string, depth: number): readonly string[] {
  const template = requestsOf({ path });
  const paths = Array.from({ length: isGreedy({ path }) ? depth : 1 }, (_, more) =>
    filled(template, ({ anyone, greedy }) => anyone + (greedy ? `/${anyone}`.repeat(more) : "")),
  );
  return path === DEFAULT_ROUTE ? [...paths, "/"] : paths;
}

/** The first request for each pair of answers; one for a path of a certain length, if there is any. */
function oneForEachPair(requests: readonly ComparedRequest[]): readonly ComparedRequest[] {
  const chosen = new Map<string, ComparedRequest>();
  for (const request of requests) {
    const pair = pairOf(request);
    const known = chosen.get(pair);
    if (!known || (isGreedy(known.route) && !isGreedy(request.route))) chosen.set(pair, request);
  }
  return [...chosen.values()];
}

function pairOf({ from, place, to, verb }: ComparedRequest): string {
  const [one, other] = [from, to].map((found) => found && `${found.method} ${found.path}`);
  return [place, verb, one, other].join("\n");
}

function isGreedy({ path }: Pick<MatrixRoute, "path">): boolean {
  return path.endsWith("+}");
}
