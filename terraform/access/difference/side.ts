import type { ApiMethod, RestApi } from "../../model/api";
import { matchRoute } from "../decide/route";
import type { AccessMatrix, MatrixRoute } from "../matrix/matrix";
import { filled, templateOf } from "../matrix/path-template";

/** A matrix that can be asked which of its routes answers a request. */
export interface Side {
  readonly matrix: AccessMatrix;
  readonly apis: ReadonlyMap<string, Routed>;
}

interface Routed {
  readonly router: RestApi;
  readonly routes: ReadonlyMap<string, MatrixRoute>;
}

export function sideOf(matrix: AccessMatrix): Side {
  const grouped = new Map<string, MatrixRoute[]>();
  for (const route of matrix.routes) {
    const found = grouped.get(placeOf(route));
    if (found) found.push(route);
    else grouped.set(placeOf(route), [route]);
  }
  return { matrix, apis: new Map([...grouped].map(([place, routes]) => [place, routed(routes)])) };
}

/** The route that answers a verb at the path of a route of either side. */
export function route(side: Side, like: MatrixRoute, verb: string): MatrixRoute | undefined {
  const found = side.apis.get(placeOf(like)) ?? only(side);
  if (!found) return undefined;
  const request = filled(templateOf(like.path), ({ anyone }) => anyone);
  const match = matchRoute(found.router, verb, request);
  return match && found.routes.get(key(match.method.verb, match.method.path));
}

/** With one API on each side, it is the same one, whatever it is called. */
function only({ apis }: Side): Routed | undefined {
  const [first, second] = [...apis.values()];
  return second ? undefined : first;
}

function routed(routes: readonly MatrixRoute[]): Routed {
  const methods = routes.map(({ method, path }) => ({ verb: method, path }) as ApiMethod);
  return {
    router: { methods } as unknown as RestApi,
    routes: new Map(routes.map((one) => [key(one.method, one.path), one])),
  };
}

function placeOf({ api = "", stage = "" }: MatrixRoute): string {
  return `${api}/${stage}`;
}

function key(method: string, path: string): string {
  return `${method} ${path}`;
}
