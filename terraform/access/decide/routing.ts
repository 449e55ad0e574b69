import type { ApiKind } from "../../model";
import { DEFAULT_ROUTE, matchHttpRoute } from "./http-route";
import { matchPath, type PathMatch, type Routable } from "./route-tree";

/**
 * The method that answers a request, as the kind of API chooses it.
 *
 * @param methods the same array for every request: its index is built once
 * @param path what follows the stage, as it was sent; of a WebSocket API the route key
 */
export function routed<M extends Routable>(
  kind: ApiKind,
  methods: readonly M[],
  verb: string,
  path: string,
): PathMatch<M> | undefined {
  return ROUTERS[kind](methods, verb, path);
}

type Router = <M extends Routable>(
  methods: readonly M[],
  verb: string,
  path: string,
) => PathMatch<M> | undefined;

const ROUTERS: Readonly<Record<ApiKind, Router>> = {
  rest: matchPath,
  http: matchHttpRoute,
  websocket: byKey,
  url: (methods) => methods[0] && { method: methods[0], pathParameters: {} },
};

/** `$default` takes every message that has no route of its own, and neither connects nor disconnects. */
function byKey<M extends Routable>(methods: readonly M[], _: string, path: string): PathMatch<M> | undefined {
  const isMessage = path !== "$connect" && path !== "$disconnect";
  const method =
    methods.find((one) => one.path === path) ??
    (isMessage ? methods.find((one) => one.path === DEFAULT_ROUTE) : undefined);
  return method && { method, pathParameters: {} };
}
