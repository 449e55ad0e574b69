import type { ApiMethod, RestApi } from "../../model/api";
import type { Decision } from "../../model/decision";
import { readingsOf } from "./path-readings";

export interface RouteMatch {
  readonly method: ApiMethod;
  /** By name; a value is what was sent, not percent-decoded. Of `{proxy+}` it is the rest of the path. */
  readonly pathParameters: Readonly<Record<string, string>>;
  /** Another method that may answer in its place: which of the two does is not documented. */
  readonly rival?: ApiMethod;
  /** A method behind another lock that answers another reading of the path. */
  readonly respelled?: { readonly method: ApiMethod; readonly path: string };
}

/**
 * The method that answers a request, as API Gateway chooses it.
 *
 * A request is for a pair of resource and verb: a more specific resource without the verb (or ANY) leaves the
 * request to a less specific one, so an open ANY on `{proxy+}` serves what a guarded sibling does not define.
 * Literal segments come before `{param}`, and both before `{proxy+}`, the longest prefix first. HEAD and
 * OPTIONS are verbs like any other.
 *
 * Of `/a/{x+}` and `/{y}/b`, both of which fit `/a/b`, the first is the more specific at its first segment and
 * the second at its end; AWS does not say what counts, so the other one is the match's rival.
 *
 * The path is matched as it was sent. Where another reading of it belongs to a method behind another lock, as
 * `/users/%6de` beside an open `/users/{id}` and a guarded `/users/me`, that one is named too.
 *
 * @param path what follows the stage, as it was sent; a trailing slash and leading double slashes do not count
 */
export function matchRoute(api: RestApi, verb: string, path: string): RouteMatch | undefined {
  const match = matchReading(api, verb, path);
  if (!match) return undefined;
  const [, ...others] = readingsOf(path);
  for (const reading of others) {
    const other = matchReading(api, verb, reading);
    for (const method of [other?.method, other?.rival])
      if (method && isStricter(method, match.method))
        return { ...match, respelled: { method, path: reading } };
  }
  return match;
}

/** Whether a lock may refuse somebody whom another one admits. */
function isStricter(lock: ApiMethod, other: ApiMethod): boolean {
  if (lock === other) return false;
  if (lock.unknown !== undefined) return true;
  const isOpen = lock.authorization === "NONE" && !lock.apiKeyRequired;
  return !isOpen && lockOf(lock) !== lockOf(other);
}

function lockOf({ apiKeyRequired, authorization, authorizerId, scopes }: ApiMethod): string {
  return JSON.stringify([authorization, authorizerId, [...scopes].sort(), apiKeyRequired]);
}

function matchReading(api: RestApi, verb: string, path: string): RouteMatch | undefined {
  const found: Match[] = [];
  for (const { node, values, prefix } of candidates(treeOf(api).root, segmentsOf(path), [], 0)) {
    const method = node.methods.get(verb) ?? (ANY.has(verb) ? node.methods.get("ANY") : undefined);
    if (method) found.push({ method, values, prefix });
  }
  const [first] = found;
  if (!first) return undefined;
  const chosen = found.reduce((best, next) => (next.prefix > best.prefix ? next : best));
  const { method, values } = chosen;
  return {
    method,
    pathParameters: named(method.path, values),
    ...(chosen !== first && { rival: first.method }),
  };
}

/** Why a request is refused before anybody asks who sends it; undefined where nothing is in the way. */
export function refusedByRoute(match: RouteMatch): Decision | undefined {
  const source = { address: match.method.address };
  const undocumented = contested(match);
  if (undocumented !== undefined) return { outcome: "unknown", reason: undocumented, source };
  if (!match.respelled) return undefined;
  const { method, path } = match.respelled;
  const reason = `The path can also be read as ${path}, which ${method.verb} ${method.path} answers behind another lock`;
  return { outcome: "deny", reason, source: { address: method.address }, refusal: "ACCESS_DENIED" };
}

/** Why it is not known what answers a request; undefined where it is. */
export function contested({ method, rival }: RouteMatch): string | undefined {
  if (!rival) return undefined;
  const [one, other] = [method, rival].map(({ path, verb }) => `${verb} ${path}`);
  return `AWS does not document which of ${one} and ${other} answers a path that fits both`;
}

type Match = Pick<Candidate, "prefix" | "values"> & { readonly method: ApiMethod };

/** The methods at `{proxy+}` resources. */
export function greedyMethods(api: RestApi): readonly ApiMethod[] {
  return treeOf(api).greedyMethods;
}

/** The verbs that ANY stands for. */
const ANY: ReadonlySet<string> = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);

interface Node {
  readonly methods: Map<string, ApiMethod>;
  readonly literals: Map<string, Node>;
  param?: Node;
  greedy?: Node;
}

interface Candidate {
  readonly node: Node;
  readonly values: readonly string[];
  /** How many segments it takes one by one; without `{proxy+}` these are all. */
  readonly prefix: number;
}

function segmentsOf(path: string): string[] {
  const trimmed = path.replace(/^\/+/, "").replace(/\/+$/, "");
  return trimmed === "" ? [] : trimmed.split("/");
}

/** Every resource that the path fits, from left to right the most specific first. */
function* candidates(
  node: Node,
  segments: readonly string[],
  values: readonly string[],
  prefix: number,
): Generator<Candidate> {
  const segment = segments[prefix];
  if (segment === undefined) {
    yield { node, values, prefix };
    return;
  }
  const literal = node.literals.get(segment);
  if (literal) yield* candidates(literal, segments, values, prefix + 1);
  // Between two slashes there is nothing that a parameter could be.
  if (node.param && segment !== "") yield* candidates(node.param, segments, [...values, segment], prefix + 1);
  if (node.greedy) yield { node: node.greedy, values: [...values, segments.slice(prefix).join("/")], prefix };
}

function named(path: string, values: readonly string[]): Record<string, string> {
  const names = [...path.matchAll(/\{([^}+]+)\+?\}/g)].map((match) => match[1] as string);
  return Object.fromEntries(names.map((name, index) => [name, values[index] as string]));
}

interface Tree {
  readonly root: Node;
  readonly greedyMethods: readonly ApiMethod[];
}

const trees = new WeakMap<RestApi, Tree>();

function treeOf(api: RestApi): Tree {
  const known = trees.get(api);
  if (known) return known;
  const root = emptyNode();
  for (const method of api.methods) {
    let node = root;
    for (const segment of segmentsOf(method.path)) node = childOf(node, segment);
    node.methods.set(method.verb, method);
  }
  const tree = { root, greedyMethods: api.methods.filter(({ path }) => path.endsWith("+}")) };
  trees.set(api, tree);
  return tree;
}

function childOf(node: Node, segment: string): Node {
  if (/^\{.+\+\}$/.test(segment)) {
    node.greedy ??= emptyNode();
    return node.greedy;
  }
  if (/^\{.+\}$/.test(segment)) {
    node.param ??= emptyNode();
    return node.param;
  }
  const child = node.literals.get(segment) ?? emptyNode();
  node.literals.set(segment, child);
  return child;
}

function emptyNode(): Node {
  return { methods: new Map(), literals: new Map() };
}
