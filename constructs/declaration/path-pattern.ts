/**
 * The paths that a route or a policy covers, segment by segment.
 *
 * A route's `{petId}` is one segment; `*` in an execute-api ARN crosses `/`, so the pattern of a route opens
 * more than the route itself: `pets/*` also covers `pets/7/owner`. Whether two patterns share a path that others do not
 * match is a question about regular languages, which this file decides exactly.
 */
import type { Path } from "../../access/model";

type Segment = { readonly kind: "literal"; readonly text: string } | { readonly kind: "one" | "many" };

export type PathPattern = readonly Segment[];

/** The paths that API Gateway routes to a resource: `{x}` is one segment, `{x+}` one or more. */
export function routePattern(path: Path): PathPattern {
  return segmentsOf(path).map((text) => {
    if (!text.startsWith("{")) return { kind: "literal", text };
    return { kind: text.endsWith("+}") ? "many" : "one" };
  });
}

/** The paths that the route's ARN covers in a policy, where every parameter is a `*`. */
export function arnPattern(path: Path): PathPattern {
  return routePattern(path).map((segment) => (segment.kind === "literal" ? segment : { kind: "many" }));
}

/** The path as an execute-api ARN writes it, without the leading slash: `pets/*`. */
export function arnPath(path: Path): string {
  return segmentsOf(path)
    .map((text) => (text.startsWith("{") ? "*" : text))
    .join("/");
}

/** Whether API Gateway prefers `a` where both match: literal before `{x}` before `{x+}`, from the left. */
export function moreSpecific(a: PathPattern, b: PathPattern): boolean {
  const rank = { literal: 0, one: 1, many: 2 };
  for (const [i, segment] of a.entries()) {
    const other = b[i];
    if (!other || segment.kind === other.kind) continue;
    return rank[segment.kind] < rank[other.kind];
  }
  return false;
}

/**
 * A path for which AWS does not document which of two routes answers it, such as `/a/b` for `/a/{x+}` and `/{y}/b`: one
 * is more specific from the left, and the other matches more segments one by one.
 *
 * None where neither is greedy.
 *
 * @param all the other routes of the same verb; a path that one of them answers by either rule is not contested
 */
export function contestedPath(
  one: PathPattern,
  other: PathPattern,
  all: readonly PathPattern[] = [],
): Path | undefined {
  const [long, short] = prefixOf(one) > prefixOf(other) ? [one, other] : [other, one];
  if (prefixOf(long) === prefixOf(short) || !moreSpecific(short, long)) return undefined;
  const settled = all.filter((pattern) =>
    [long, short].every((than) => moreSpecific(pattern, than) && prefixOf(pattern) >= prefixOf(than)),
  );
  return commonPath([long, short], settled);
}

/** Whether it ends with a `{x+}`. */
export function isGreedy(pattern: PathPattern): boolean {
  return pattern.at(-1)?.kind === "many";
}

/** The number of segments before a `{x+}`; infinite where there is none. */
function prefixOf(pattern: PathPattern): number {
  return isGreedy(pattern) ? pattern.length - 1 : Number.POSITIVE_INFINITY;
}

/** Whether a segment that both have before a `{x+}` is another literal in each, so that no path fits both. */
export function areApart(one: PathPattern, other: PathPattern): boolean {
  for (const [i, segment] of one.entries()) {
    const theirs = other[i];
    if (theirs === undefined || segment.kind === "many" || theirs.kind === "many") return false;
    if (segment.kind === "literal" && theirs.kind === "literal" && segment.text !== theirs.text) return true;
  }
  return false;
}

/** A path that all of `patterns` match and none of `except` does, or undefined where there is none. */
export function commonPath(
  patterns: readonly PathPattern[],
  except: readonly PathPattern[] = [],
): Path | undefined {
  const all = [...patterns, ...except];
  const words = alphabetOf(all);
  const start = all.map(() => 1); // one bit for each position a pattern may stand at
  const seen = new Set([start.join()]);
  let frontier = [{ states: start, path: "" }];
  while (frontier.length > 0) {
    const next: typeof frontier = [];
    for (const { states, path } of frontier) {
      const matches = (i: number) => (((states[i] ?? 0) >> (all[i]?.length ?? 0)) & 1) === 1;
      const shared = patterns.every((_, i) => matches(i));
      if (shared && !except.some((_, i) => matches(patterns.length + i)))
        return path === "" ? "/" : (path as Path);
      for (const word of words) {
        const after = all.map((pattern, i) => advance(pattern, states[i] ?? 0, word));
        if (patterns.some((_, i) => after[i] === 0) || seen.has(after.join())) continue;
        seen.add(after.join());
        next.push({ states: after, path: `${path}/${word}` });
      }
    }
    frontier = next;
  }
  return undefined;
}

function segmentsOf(path: Path): string[] {
  return path.split("/").filter((text) => text !== "");
}

/** Every literal of the patterns, and one word that stands for all others. */
function alphabetOf(patterns: readonly PathPattern[]): string[] {
  const words = new Set<string>();
  for (const pattern of patterns)
    for (const segment of pattern) if (segment.kind === "literal") words.add(segment.text);
  let other = "x";
  while (words.has(other)) other += "x";
  return [other, ...words];
}

function advance(pattern: PathPattern, states: number, word: string): number {
  let after = 0;
  for (const [i, segment] of pattern.entries()) {
    if (((states >> i) & 1) === 0) continue;
    if (segment.kind === "literal" && segment.text !== word) continue;
    after |= 1 << (i + 1);
    if (segment.kind === "many") after |= 1 << i;
  }
  return after;
}
