import type { ApiKind } from "../../model";
import { VERBS } from "../decide";
import { type MatrixRoute, sharedPath } from "../matrix";

/** A route, and which sides have it. */
export interface RouteOfSides {
  readonly route: MatrixRoute;
  /** Equal for routes of one API and stage. */
  readonly place: string;
  readonly inBase: boolean;
  readonly inHead: boolean;
}

/** Requests that an old and a new route can both answer. */
export interface Overlap {
  /** One of the two. */
  readonly route: MatrixRoute;
  readonly place: string;
  /** `/a/b` of `/a/{x}` and `/{y}/b`. */
  readonly path: string;
  readonly verbs: readonly string[];
}

/** The overlaps of routes that one side lacks with those of the other side; one for each path and verb. */
export function overlapsOf(routes: readonly RouteOfSides[]): readonly Overlap[] {
  const places = new Map<string, RouteOfSides[]>();
  for (const one of routes.filter(({ route }) => TAKES_PATHS[route.kind])) {
    const known = places.get(one.place);
    if (known) known.push(one);
    else places.set(one.place, [one]);
  }
  return [...places.values()].flatMap(inOnePlace);
}

/** Whether requests are for paths that several routes may fit. */
const TAKES_PATHS: Readonly<Record<ApiKind, boolean>> = {
  rest: true,
  http: true,
  websocket: false,
  url: false,
};

/** A route may share a path with each of a thousand others. Of those that admit the same callers so many stand for all. */
const MAX_ALIKE = 5;

function inOnePlace(routes: readonly RouteOfSides[]): readonly Overlap[] {
  const changed = routes.filter(({ inBase, inHead }) => inBase !== inHead);
  if (changed.length === 0) return [];
  const [before, after] = [
    treeOf(routes.filter(({ inBase }) => inBase)),
    treeOf(routes.filter(({ inHead }) => inHead)),
  ];
  const found = new Map<string, Overlap>();
  const answers = new Map(routes.map(({ route }) => [route, answersOf(route)]));
  for (const { inBase, place, route } of changed) {
    const like = new Map<string, number>();
    for (const other of meeting(inBase ? after : before, segmentsOf(route.path))) {
      const path = sharedPath(route.path, other.path);
      const verbs = VERBS.filter((verb) => takes(route, verb) && takes(other, verb));
      // The whole of a route is one of its own requests.
      if (path === undefined || path === route.path || path === other.path || verbs.length === 0) continue;
      const kind = `${verbs.join()} ${answers.get(other)}`;
      const count = like.get(kind) ?? 0;
      if (count >= MAX_ALIKE) continue;
      like.set(kind, count + 1);
      found.set(`${verbs.join()} ${path}`, { route, place, path, verbs });
    }
  }
  return [...found.values()];
}

/** Equal for routes that admit the same callers. */
function answersOf({ cells, leftToBackend }: MatrixRoute): string {
  return JSON.stringify([
    leftToBackend?.checks,
    ...cells.map(({ decision, requires }) => [decision, requires]),
  ]);
}

function takes({ method }: MatrixRoute, verb: string): boolean {
  return method === "ANY" || method === verb;
}

/** Routes by the segments of their paths; parameters share a branch, and so do greedy ones. */
interface Node {
  readonly routes: MatrixRoute[];
  readonly children: Map<string, Node>;
}

const [PARAMETER, GREEDY] = ["{}", "{+}"];

function treeOf(routes: readonly RouteOfSides[]): Node {
  const root: Node = { routes: [], children: new Map() };
  for (const { route } of routes) {
    let node = root;
    for (const segment of segmentsOf(route.path)) {
      const next = node.children.get(segment) ?? { routes: [], children: new Map() };
      node.children.set(segment, next);
      node = next;
    }
    node.routes.push(route);
  }
  return root;
}

/** Routes of which some path fits these segments, too. */
function* meeting({ children, routes }: Node, segments: readonly string[]): Generator<MatrixRoute> {
  const [segment, ...rest] = segments;
  if (segment === undefined) {
    yield* routes;
    return;
  }
  for (const [name, child] of segment === PARAMETER || segment === GREEDY
    ? children
    : only(children, segment)) {
    if (segment === GREEDY || name === GREEDY) yield* all(child);
    else yield* meeting(child, rest);
  }
}

function only(children: ReadonlyMap<string, Node>, segment: string): readonly (readonly [string, Node])[] {
  return [segment, PARAMETER, GREEDY].flatMap((name) => {
    const child = children.get(name);
    return child ? [[name, child] as const] : [];
  });
}

function* all({ children, routes }: Node): Generator<MatrixRoute> {
  yield* routes;
  for (const child of children.values()) yield* all(child);
}

function segmentsOf(path: string): readonly string[] {
  const segments = path.split("/").filter((segment) => segment !== "");
  return segments.map((segment) => {
    if (!segment.startsWith("{")) return segment;
    return segment.endsWith("+}") ? GREEDY : PARAMETER;
  });
}
