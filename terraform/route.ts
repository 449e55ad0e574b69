import type { ApiMethod, RestApi } from "./model";

export interface RouteMatch {
  readonly method: ApiMethod;
  /** By name; a value is what was sent, not percent-decoded. Of `{proxy+}` it is the rest of the path. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * The method that answers a request, as API Gateway chooses it.
 *
 * A request is for a pair of resource and verb: a more specific resource without the verb (or ANY) leaves the
 * request to a less specific one, so an open ANY on `{proxy+}` serves what a guarded sibling does not define.
 * Literal segments come before `{param}`, and both before `{proxy+}`, the longest prefix first. HEAD and
 * OPTIONS are verbs like any other.
 *
 * @param path what follows the stage, as it was sent; a trailing slash and leading double slashes do not count
 */
export function matchRoute(api: RestApi, verb: string, path: string): RouteMatch | undefined {
  const segments = segmentsOf(path);
  for (const { node, values } of candidates(treeOf(api), segments)) {
    const method = node.methods.get(verb) ?? (ANY.has(verb) ? node.methods.get("ANY") : undefined);
    if (method) return { method, pathParameters: named(method.path, values) };
  }
  return undefined;
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
}

function segmentsOf(path: string): string[] {
  const trimmed = path.replace(/^\/+/, "").replace(/\/+$/, "");
  return trimmed === "" ? [] : trimmed.split("/");
}

/** Every resource that the path fits, the most specific first. */
function* candidates(tree: Node, segments: readonly string[]): Generator<Candidate> {
  yield* exact(tree, segments, []);
  yield* greedy(tree, segments, []);
}

function* exact(node: Node, segments: readonly string[], values: readonly string[]): Generator<Candidate> {
  const [segment, ...rest] = segments;
  if (segment === undefined) {
    yield { node, values };
    return;
  }
  const literal = node.literals.get(segment);
  if (literal) yield* exact(literal, rest, values);
  // Between two slashes there is nothing that a parameter could be.
  if (node.param && segment !== "") yield* exact(node.param, rest, [...values, segment]);
}

function* greedy(node: Node, segments: readonly string[], values: readonly string[]): Generator<Candidate> {
  const [segment, ...rest] = segments;
  if (segment === undefined) return;
  const literal = node.literals.get(segment);
  if (literal) yield* greedy(literal, rest, values);
  if (node.param && segment !== "") yield* greedy(node.param, rest, [...values, segment]);
  if (node.greedy) yield { node: node.greedy, values: [...values, segments.join("/")] };
}

function named(path: string, values: readonly string[]): Record<string, string> {
  const names = [...path.matchAll(/\{([^}+]+)\+?\}/g)].map((match) => match[1] as string);
  return Object.fromEntries(names.map((name, index) => [name, values[index] as string]));
}

const trees = new WeakMap<RestApi, Node>();

function treeOf(api: RestApi): Node {
  const known = trees.get(api);
  if (known) return known;
  const root = emptyNode();
  for (const method of api.methods) {
    let node = root;
    for (const segment of segmentsOf(method.path)) node = childOf(node, segment);
    node.methods.set(method.verb, method);
  }
  trees.set(api, root);
  return root;
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
