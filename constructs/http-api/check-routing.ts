import type { RouteKey } from "../../access/model";
import { partsOfKey } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import { commonPath, type PathPattern, routePattern } from "../declaration/path-pattern";

/**
 * Every request must have one route that answers it. A REST API compares paths from the left, segment by segment. Of an
 * HTTP API it is documented that a full match comes before `{proxy+}` and a literal before a parameter, and not which of
 * `/a/{x}/c` and `/a/b/{y}` answers `/a/b/c`.
 *
 * @throws DeclarationError `ROUTING_UNDOCUMENTED`
 */
export function checkHttpRouting(keys: readonly RouteKey[]): void {
  const routes = keys.map((key) => {
    const [verb, path] = partsOfKey(key);
    return { key, verb, pattern: routePattern(path) };
  });
  for (const [i, one] of routes.entries())
    for (const other of routes.slice(i + 1)) {
      if (one.verb !== other.verb || areApart(one.pattern, other.pattern)) continue;
      if (!areRivals(one.pattern, other.pattern)) continue;
      const settled = routes
        .filter(({ pattern, verb }) => verb === one.verb && comesBefore(pattern, one.pattern))
        .filter(({ pattern }) => comesBefore(pattern, other.pattern))
        .map(({ pattern }) => pattern);
      const path = commonPath([one.pattern, other.pattern], settled);
      if (path === undefined) continue;
      throw new DeclarationError(
        "ROUTING_UNDOCUMENTED",
        `"${one.key}" and "${other.key}" both fit ${path}, and AWS does not document which of them answers at an HTTP API. ` +
          "Give them paths that do not overlap, declare a route for what they share, or build a REST API (SecuredApi).",
      );
    }
}

/** Whether both spell out a segment differently, so that no request fits both. A greedy segment is the last one. */
function areApart(one: PathPattern, other: PathPattern): boolean {
  return one.some((segment, i) => {
    const theirs = other[i];
    return segment.kind === "literal" && theirs?.kind === "literal" && segment.text !== theirs.text;
  });
}

function areRivals(one: PathPattern, other: PathPattern): boolean {
  return isGreedy(one) === isGreedy(other) && !comesBefore(one, other) && !comesBefore(other, one);
}

/** Whether `one` answers what both match: a full match, or one with every literal of the other and no shorter beginning. */
function comesBefore(one: PathPattern, other: PathPattern): boolean {
  if (isGreedy(one) !== isGreedy(other)) return isGreedy(other);
  const [mine, theirs] = [literalsOf(one), literalsOf(other)];
  if (mine.length < theirs.length || theirs.some((literal, i) => literal && !mine[i])) return false;
  return mine.length > theirs.length || mine.some((literal, i) => literal && !theirs[i]);
}

/** Of each segment before a greedy one, whether it is literal. */
function literalsOf(pattern: PathPattern): readonly boolean[] {
  return pattern.filter(({ kind }) => kind !== "many").map(({ kind }) => kind === "literal");
}

function isGreedy(pattern: PathPattern): boolean {
  return pattern.at(-1)?.kind === "many";
}
