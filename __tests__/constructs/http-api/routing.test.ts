/** The routes of an HTTP API are compared by their shapes. The plain form below compares each with each. */
import fc from "fast-check";
import type { RouteKey } from "../../../access/model";
import { partsOfKey } from "../../../constructs/declaration";
import { DeclarationError } from "../../../constructs/declaration/errors";
import { commonPath, type PathPattern, routePattern } from "../../../constructs/declaration/path-pattern";
import { checkHttpRouting } from "../../../constructs/http-api/check-routing";
import { randomRuns } from "../../random-runs";

/** The first two routes of which none comes first, and a path that both match. */
function contestedOf(keys: readonly RouteKey[]): string | undefined {
  const routes = keys.map((key) => {
    const [verb, path] = partsOfKey(key);
    return { key, verb, pattern: routePattern(path) };
  });
  for (const [i, one] of routes.entries())
    for (const other of routes.slice(i + 1)) {
      if (one.verb !== other.verb) continue;
      if (isGreedy(one.pattern) !== isGreedy(other.pattern)) continue;
      if (comesBefore(one.pattern, other.pattern) || comesBefore(other.pattern, one.pattern)) continue;
      const settled = routes
        .filter(({ verb }) => verb === one.verb)
        .map(({ pattern }) => pattern)
        .filter((pattern) => comesBefore(pattern, one.pattern) && comesBefore(pattern, other.pattern));
      const path = commonPath([one.pattern, other.pattern], settled);
      if (path !== undefined) return `"${one.key}" and "${other.key}" both fit ${path},`;
    }
  return undefined;
}

function comesBefore(one: PathPattern, other: PathPattern): boolean {
  if (isGreedy(one) !== isGreedy(other)) return isGreedy(other);
  const [mine, theirs] = [literalsOf(one), literalsOf(other)];
  if (mine.length < theirs.length || theirs.some((literal, i) => literal && !mine[i])) return false;
  return mine.length > theirs.length || mine.some((literal, i) => literal && !theirs[i]);
}

function literalsOf(pattern: PathPattern): readonly boolean[] {
  return pattern.filter(({ kind }) => kind !== "many").map(({ kind }) => kind === "literal");
}

function isGreedy(pattern: PathPattern): boolean {
  return pattern.at(-1)?.kind === "many";
}

function refusalOf(keys: readonly RouteKey[]): string | undefined {
  try {
    checkHttpRouting(keys);
    return undefined;
  } catch (error) {
    if (!(error instanceof DeclarationError) || error.code !== "ROUTING_UNDOCUMENTED") throw error;
    return error.message;
  }
}

const segments = fc.array(fc.constantFrom("a", "b", "{p}"), { maxLength: 4 });
const key = fc
  .tuple(fc.constantFrom("GET", "GET", "PUT"), segments, fc.constantFrom("", "", "", "/{rest+}"))
  .map(([verb, path, rest]) => `${verb} ${path.map((one) => `/${one}`).join("")}${rest}`)
  .map((text) => (text.endsWith(" ") ? `${text}/` : text) as RouteKey);

test("a declaration is refused for the routes for which the plain form refuses it", () => {
  const seen = { refused: 0, accepted: 0 };
  fc.assert(
    fc.property(fc.uniqueArray(key, { maxLength: 14 }), (keys) => {
      const expected = contestedOf(keys);
      seen[expected === undefined ? "accepted" : "refused"] += 1;
      if (expected === undefined) expect(refusalOf(keys)).toBeUndefined();
      else expect(refusalOf(keys)).toContain(expected);
    }),
    { numRuns: randomRuns(2_000) },
  );
  expect(seen.refused).toBeGreaterThan(100);
  expect(seen.accepted).toBeGreaterThan(100);
});
