import { DEFAULT_ROUTE, routed, VERBS } from "../decide";
import { type AccessMatrix, filled, type MatrixRoute, requestsOf } from "../matrix";

/** A matrix that can be asked which of its routes answers a request. */
export interface Side {
  readonly matrix: AccessMatrix;
  readonly apis: ReadonlyMap<string, Routed>;
}

/** The routes of one stage, as a router takes them. */
type Routed = readonly { readonly verb: string; readonly path: string; readonly route: MatrixRoute }[];

export function sideOf(matrix: AccessMatrix): Side {
  const grouped = new Map<string, MatrixRoute[]>();
  for (const route of matrix.routes) {
    const found = grouped.get(placeOf(route));
    if (found) found.push(route);
    else grouped.set(placeOf(route), [route]);
  }
  return { matrix, apis: new Map([...grouped].map(([place, routes]) => [place, routableOf(routes)])) };
}

/**
 * The route that answers a verb at the path of a route of either side.
 *
 * @param path one that the route takes
 */
export function routeAnswering(
  side: Side,
  like: MatrixRoute,
  verb: string,
  path = anyPath(like),
): MatrixRoute | undefined {
  const found = side.apis.get(placeOf(like)) ?? only(side, like);
  return found && routed(like.kind, found, verb, path)?.method.route;
}

/** A path that a route of either side takes: beside `/{proxy+}`, all that is left for `$default` is the root. */
export function pathTaken(sides: readonly Side[], like: MatrixRoute): string {
  const [usual, ...others] = [anyPath(like), ...(like.path === DEFAULT_ROUTE ? ["/"] : [])] as [string];
  const takes = (path: string) =>
    sides.some((side) => VERBS.some((verb) => routeAnswering(side, like, verb, path)?.path === like.path));
  return takes(usual) ? usual : (others.find(takes) ?? usual);
}

function anyPath(like: MatrixRoute): string {
  return filled(requestsOf(like), ({ anyone }) => anyone);
}

/** With one API of a kind on each side, it is the same one, whatever it is called. */
function only({ apis }: Side, { kind }: MatrixRoute): Routed | undefined {
  const [first, second] = [...apis.values()].filter(([one]) => one?.route.kind === kind);
  return second ? undefined : first;
}

function routableOf(routes: readonly MatrixRoute[]): Routed {
  return routes.map((one) => ({ verb: one.method, path: one.path, route: one }));
}

function placeOf({ api = "", kind, stage = "" }: MatrixRoute): string {
  return `${kind} ${api}/${stage}`;
}
