import type { ApiKind, Decision, Operation } from "../../model";
import { LOCKS } from "./locks";
import { readingsOf } from "./path-readings";
import type { RouteMatch } from "./request";
import type { PathMatch, Routable } from "./route-tree";
import { routed } from "./routing";

/**
 * The method of an API that answers a request.
 *
 * The path is matched as it was sent. Where another reading of it belongs to a method behind another lock, as
 * `/users/%6de` beside an open `/users/{id}` and a guarded `/users/me`, that one is named too.
 *
 * @param api of the kind rest, where it does not say
 * @param path what follows the stage, as it was sent; of a WebSocket API the route key
 */
export function matchRoute<M extends Operation>(
  { kind = "rest", methods }: { readonly kind?: ApiKind; readonly methods: readonly M[] },
  verb: string,
  path: string,
): RouteMatch<M> | undefined {
  const match = answering(kind, methods, verb, path);
  if (!match) return undefined;
  const [, ...others] = readingsOf(path);
  for (const reading of others) {
    const other = answering(kind, methods, verb, reading);
    for (const method of [other?.method, other?.rival])
      if (method && isStricter(method, match.method))
        return { ...match, respelled: { method, path: reading } };
  }
  return match;
}

/** Of an HTTP API's routes, the one behind another lock is the rival: among equals it does not matter which answers. */
function answering<M extends Operation>(
  kind: ApiKind,
  methods: readonly M[],
  verb: string,
  path: string,
): PathMatch<M> | undefined {
  const match = routed(kind, methods, verb, path);
  if (!match || !("rivals" in match)) return match;
  const { method, pathParameters, rivals } = match;
  const rival = rivals.find((other) => other.unknown !== undefined || keyOf(other) !== keyOf(method));
  return { method, pathParameters, ...(rival && { rival }) };
}

/** Whether a method may refuse a caller whom another one admits. */
function isStricter(method: Operation, other: Operation): boolean {
  if (method === other) return false;
  if (method.unknown !== undefined) return true;
  const isOpen = LOCKS[method.authorization].credentials === "none" && !method.apiKeyRequired;
  return !isOpen && keyOf(method) !== keyOf(other);
}

/** Equal for methods that admit the same callers. */
function keyOf({ apiKeyRequired, authorization, authorizerId, scopes }: Operation): string {
  return JSON.stringify([authorization, authorizerId, [...scopes].sort(), apiKeyRequired]);
}

/** Why a request is refused before its caller matters; undefined where the route is clear. */
export function refusedByRoute(match: RouteMatch): Decision | undefined {
  const source = { address: match.method.address };
  const ambiguous = ambiguity(match);
  if (ambiguous !== undefined)
    return {
      outcome: "unknown",
      reason: ambiguous,
      source,
      dependsOn: () => [
        { ...source, text: [match.method, match.rival].map((method) => method && keyOf(method)).join(" ") },
      ],
    };
  if (!match.respelled) return undefined;
  const { method, path } = match.respelled;
  const reason = `The path can also be read as ${path}, which ${method.verb} ${method.path} answers behind another lock`;
  return { outcome: "deny", reason, source: { address: method.address }, refusal: "ACCESS_DENIED" };
}

/** Why it is not known which method answers a request; undefined where it is. */
export function ambiguity({ method, rival }: PathMatch<Routable>): string | undefined {
  if (!rival) return undefined;
  return contestedBy(method, rival);
}

/** Of two methods that both fit a path. */
export function contestedBy(method: Routable, rival: Routable): string {
  const [one, other] = [method, rival].map(({ path, verb }) => `${verb} ${path}`);
  return `AWS does not document which of ${one} and ${other} answers a path that fits both`;
}
