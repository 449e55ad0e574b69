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
    for (const method of other ? answerersOf(other) : [])
      if (isStricter(method, match.method)) return { ...match, respelled: { method, path: reading } };
  }
  return match;
}

/** Where all of an HTTP API's routes that may answer are behind one lock, it does not matter which of them does. */
function answering<M extends Operation>(
  kind: ApiKind,
  methods: readonly M[],
  verb: string,
  path: string,
): PathMatch<M> | undefined {
  const match = routed(kind, methods, verb, path);
  if (!match?.rivals || kind !== "http") return match;
  const { method, pathParameters, rivals } = match;
  const isContested = rivals.some((other) => other.unknown !== undefined || keyOf(other) !== keyOf(method));
  return { method, pathParameters, ...(isContested && { rivals }) };
}

/** All methods that may answer a request. */
export function answerersOf<M extends Routable>({ method, rivals = [] }: PathMatch<M>): readonly M[] {
  return [method, ...rivals];
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
      dependsOn: () => [{ ...source, text: answerersOf(match).map(keyOf).join(" ") }],
    };
  if (!match.respelled) return undefined;
  const { method, path } = match.respelled;
  const reason = `The path can also be read as ${path}, which ${method.verb} ${method.path} answers behind another lock`;
  return { outcome: "deny", reason, source: { address: method.address }, refusal: "ACCESS_DENIED" };
}

/** Why it is not known which method answers a request; undefined where it is. */
export function ambiguity(match: PathMatch<Routable>): string | undefined {
  return match.rivals?.length ? contestedBy(answerersOf(match)) : undefined;
}

/** Of two or more methods that all fit a path. */
export function contestedBy(methods: readonly Routable[]): string {
  const names = methods.map(({ path, verb }) => `${verb} ${path}`);
  const which = `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  return `AWS does not document which of ${which} answers a path that fits ${names.length > 2 ? "them all" : "both"}`;
}
