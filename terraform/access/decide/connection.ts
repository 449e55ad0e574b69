import type { Api, Operation } from "../../model";

const CONNECT = "$connect";

/**
 * The route whose lock decides about a route's callers. The routes of a WebSocket API are reached over a connection,
 * and only `$connect` authorizes: without that route every caller may connect.
 */
export function guardOf(api: Api, method: Operation): Operation {
  if (api.kind !== "websocket" || method.path === CONNECT) return method;
  const connect = api.methods.find(({ path }) => path === CONNECT);
  return connect ?? { ...openRoute(method), scopes: [], authorization: "NONE" };
}

function openRoute({ authorizerId: _, unknown: __, ...method }: Operation): Operation {
  return method;
}
