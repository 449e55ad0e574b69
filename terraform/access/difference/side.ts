import { routed } from "../decide";
import { type AccessMatrix, filled, type MatrixRoute, requestsOf } from "../matrix";
import { apiKey, type PairedApis, pairedApis } from "./paired-apis";

/** A matrix that can be asked which of its routes answers a request. */
export interface Side {
  readonly matrix: AccessMatrix;
  /** Which API of one side is which of the other. */
  readonly pairs: PairedApis;
  /** By API, then by stage. */
  readonly apis: ReadonlyMap<string, ReadonlyMap<string, Routed>>;
}

/** The routes of one stage, as a router takes them. */
type Routed = readonly { readonly verb: string; readonly path: string; readonly route: MatrixRoute }[];

/** Two matrices, each of which can be asked about the routes of the other. */
export function sidesOf(
  base: AccessMatrix,
  head: AccessMatrix,
): { readonly base: Side; readonly head: Side } {
  const pairs = pairedApis(base, head);
  return { base: sideOf(base, pairs), head: sideOf(head, pairs) };
}

export function sideOf(matrix: AccessMatrix, pairs: PairedApis = new Map()): Side {
  const apis = new Map<string, Map<string, Routed>>();
  for (const route of matrix.routes) {
    const stages = entry(apis, identityOf({ pairs }, route), () => new Map<string, Routed>());
    const routes = entry(stages, route.stage ?? "", (): Routed => []) as Routed[number][];
    routes.push({ verb: route.method, path: route.path, route });
  }
  return { matrix, pairs, apis };
}

function entry<T>(map: Map<string, T>, key: string, make: () => T): T {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

/** The API of a route of either side: the same for APIs that are one. */
export function identityOf({ pairs }: Pick<Side, "pairs">, route: MatrixRoute): string {
  const key = apiKey(route);
  return pairs.get(key) ?? key;
}

/** Names of the stages that a side has of the API of a route; a single one is empty. */
export function stagesLike(side: Side, route: MatrixRoute): readonly string[] {
  return [...(side.apis.get(identityOf(side, route))?.keys() ?? [])];
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
  const stages = side.apis.get(identityOf(side, like));
  // A single stage has no name: it is compared with whichever the other side has.
  const found = stages?.get(like.stage ?? "") ?? stages?.get("");
  return found && routed(like.kind, found, verb, path)?.method.route;
}

function anyPath(like: MatrixRoute): string {
  return filled(requestsOf(like), ({ anyone }) => anyone);
}
