/** What is routed: a pair of verb and path, as of a method. */
export interface Routable {
  /** `GET`, …, or `ANY`. */
  readonly verb: string;
  /** `/pets/{petId}` */
  readonly path: string;
}

export interface PathMatch<M extends Routable> {
  readonly method: M;
  /** By name; a value is what was sent, not percent-decoded. Of `{proxy+}` it is the rest of the path. */
  readonly pathParameters: Readonly<Record<string, string>>;
  /** Other methods that may answer in its place: which of them does is not documented. */
  readonly rivals?: readonly M[];
}

/** The verbs that ANY stands for. */
export const VERBS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"] as const;

/**
 * The method that answers a request, as API Gateway chooses it.
 *
 * A request is for a pair of resource and verb: a more specific resource without the verb (or ANY) leaves the
 * request to a less specific one, so an open ANY on `{proxy+}` serves what a guarded sibling does not define.
 * Literal segments come before `{param}`, and both before `{proxy+}`, the longest prefix first. HEAD and
 * OPTIONS are verbs like any other.
 *
 * Of `/a/{x+}` and `/{y}/b`, both of which fit `/a/b`, the first is the more specific at its first segment and
 * the second at its end; AWS does not say what counts, so the other one is a rival of the match.
 *
 * @param methods the same array for every request: its index is built once
 * @param path as it was sent; a trailing slash and leading double slashes do not count
 */
export function matchPath<M extends Routable>(
  methods: readonly M[],
  verb: string,
  path: string,
): PathMatch<M> | undefined {
  const found: Found<M>[] = [];
  for (const { node, values, prefix } of candidates(treeOf(methods).root, segmentsOf(path), [], 0)) {
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
    ...(chosen !== first && { rivals: [first.method] }),
  };
}

/** All that fit a request, from left to right the most specific path first. */
export function fitting<M extends Routable>(
  methods: readonly M[],
  verb: string,
  segments: readonly string[],
): readonly M[] {
  return [...candidates(treeOf(methods).root, segments, [], 0)].flatMap(({ node }) =>
    [node.methods.get(verb), ANY.has(verb) ? node.methods.get("ANY") : undefined].filter(
      (method) => method !== undefined,
    ),
  );
}

/** The methods at `{proxy+}` resources. */
export function greedyMethods<M extends Routable>(methods: readonly M[]): readonly M[] {
  return treeOf(methods).greedyMethods;
}

const ANY: ReadonlySet<string> = new Set(VERBS);

interface Found<M> extends Omit<Candidate<M>, "node"> {
  readonly method: M;
}

interface Node<M> {
  readonly methods: Map<string, M>;
  readonly literals: Map<string, Node<M>>;
  param?: Node<M>;
  greedy?: Node<M>;
}

interface Candidate<M> {
  readonly node: Node<M>;
  readonly values: readonly string[];
  /** How many segments it takes one by one; without `{proxy+}` these are all. */
  readonly prefix: number;
}

function segmentsOf(path: string): string[] {
  const trimmed = path.replace(/^\/+/, "").replace(/\/+$/, "");
  return trimmed === "" ? [] : trimmed.split("/");
}

/** Every resource that the path fits, from left to right the most specific first. */
function* candidates<M>(
  node: Node<M>,
  segments: readonly string[],
  values: readonly string[],
  prefix: number,
): Generator<Candidate<M>> {
  const segment = segments[prefix];
  if (segment === undefined) {
    yield { node, values, prefix };
    return;
  }
  const literal = node.literals.get(segment);
  if (literal) yield* candidates(literal, segments, values, prefix + 1);
  // A parameter has no empty value.
  if (node.param && segment !== "") yield* candidates(node.param, segments, [...values, segment], prefix + 1);
  if (node.greedy) yield { node: node.greedy, values: [...values, segments.slice(prefix).join("/")], prefix };
}

function named(path: string, values: readonly string[]): Record<string, string> {
  if (values.length === 0) return {};
  const names = [...path.matchAll(/\{([^}+]+)\+?\}/g)].map((match) => match[1] as string);
  return Object.fromEntries(names.map((name, index) => [name, values[index] as string]));
}

interface Tree<M> {
  readonly root: Node<M>;
  readonly greedyMethods: readonly M[];
}

const trees = new WeakMap<readonly Routable[], Tree<Routable>>();

function treeOf<M extends Routable>(methods: readonly M[]): Tree<M> {
  // The key is the array that the tree was built from, so its methods are of the array's type.
  const known = trees.get(methods) as Tree<M> | undefined;
  if (known) return known;
  const root = emptyNode<M>();
  for (const method of methods) {
    let node = root;
    for (const segment of segmentsOf(method.path)) node = childOf(node, segment);
    node.methods.set(method.verb, method);
  }
  const tree = { root, greedyMethods: methods.filter(({ path }) => path.endsWith("+}")) };
  trees.set(methods, tree);
  return tree;
}

function childOf<M>(node: Node<M>, segment: string): Node<M> {
  if (/^\{.+\+\}$/.test(segment)) {
    node.greedy ??= emptyNode();
    return node.greedy;
  }
  if (/^\{.+\}$/.test(segment)) {
    node.param ??= emptyNode();
    return node.param;
  }
  const child = node.literals.get(segment) ?? emptyNode<M>();
  node.literals.set(segment, child);
  return child;
}

function emptyNode<M>(): Node<M> {
  return { methods: new Map(), literals: new Map() };
}
