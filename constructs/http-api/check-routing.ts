import type { RouteKey } from "../../access/model";
import { partsOfKey } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import { areApart, commonPath, isGreedy, type PathPattern, routePattern } from "../declaration/path-pattern";

/**
 * Every request must have one route that answers it. A REST API compares paths from the left, segment by segment. Of an
 * HTTP API it is documented that a full match comes before `{proxy+}` and a literal before a parameter, and not which of
 * `/a/{x}/c` and `/a/b/{y}` answers `/a/b/c`.
 *
 * @throws DeclarationError `ROUTING_UNDOCUMENTED`
 */
export function checkHttpRouting(keys: readonly RouteKey[]): void {
  for (const one of routed(keys))
    for (const other of laterRivals(one)) {
      const path = commonPath([one.pattern, other.pattern], settled(one, other));
      if (path === undefined) continue;
      throw new DeclarationError(
        "ROUTING_UNDOCUMENTED",
        `"${one.key}" and "${other.key}" both fit ${path}, and AWS does not document which of them answers at an HTTP API. ` +
          "Give them paths that do not overlap, declare a route for what they share, or build a REST API (SecuredApi).",
      );
    }
}

interface Routed {
  readonly key: RouteKey;
  readonly pattern: PathPattern;
  /** Its place in the declaration. */
  readonly at: number;
  readonly shape: Shape;
}

/** The routes of a verb in which the same segments are literals. Which of two routes comes first depends on that alone. */
interface Shape {
  readonly isGreedy: boolean;
  /** Of each segment before a greedy one, whether it is literal. */
  readonly literals: readonly boolean[];
  readonly routes: Routed[];
  /** The routes by what they spell out at some places: by the places, then by the texts. */
  readonly spelt: Map<string, Map<string, Routed[]>>;
  /** All shapes of the verb, by their literals. */
  readonly ofVerb: Map<string, Shape>;
}

/** Thousands of routes have few shapes, and few of them spell out the same: only those are compared. */
function routed(keys: readonly RouteKey[]): readonly Routed[] {
  const verbs = new Map<string, Map<string, Shape>>();
  return keys.map((key, at) => {
    const [verb, path] = partsOfKey(key);
    const pattern = routePattern(path);
    const shape = shapeOf(
      pattern,
      made(verbs, verb, () => new Map()),
    );
    const route = { key, pattern, at, shape };
    shape.routes.push(route);
    return route;
  });
}

function shapeOf(pattern: PathPattern, ofVerb: Map<string, Shape>): Shape {
  const name = pattern.map(({ kind }) => kind).join();
  return made(ofVerb, name, () => ({
    isGreedy: isGreedy(pattern),
    literals: pattern.filter(({ kind }) => kind !== "many").map(({ kind }) => kind === "literal"),
    routes: [],
    spelt: new Map(),
    ofVerb,
  }));
}

/** The routes after this one that may match the same paths, and neither of which comes first. */
function laterRivals(one: Routed): readonly Routed[] {
  return [...one.shape.ofVerb.values()]
    .filter((shape) => areRivals(one.shape, shape))
    .flatMap((shape) => near(one, shape))
    .filter(({ at }) => at > one.at)
    .sort((a, b) => a.at - b.at);
}

/** The routes that answer what both match, where they match it. */
function settled(one: Routed, other: Routed): readonly PathPattern[] {
  return [...one.shape.ofVerb.values()]
    .filter((shape) => comesBefore(shape, one.shape) && comesBefore(shape, other.shape))
    .flatMap((shape) => near(one, shape))
    .map(({ pattern }) => pattern)
    .filter((pattern) => !areApart(pattern, other.pattern));
}

/** The routes of the shape that spell out no segment in another way. */
function near({ pattern, shape: { literals } }: Routed, shape: Shape): readonly Routed[] {
  const places = [...literals.keys()].filter((i) => literals[i] && shape.literals[i]);
  const spelt = made(shape.spelt, places.join(), () => {
    const routes = new Map<string, Routed[]>();
    for (const route of shape.routes) made(routes, textsAt(places, route.pattern), () => []).push(route);
    return routes;
  });
  return spelt.get(textsAt(places, pattern)) ?? [];
}

function textsAt(places: readonly number[], pattern: PathPattern): string {
  return places.map((i) => (pattern[i]?.kind === "literal" ? pattern[i].text : "")).join("/");
}

function areRivals(one: Shape, other: Shape): boolean {
  if (one.isGreedy !== other.isGreedy || comesBefore(one, other) || comesBefore(other, one)) return false;
  // Without a greedy segment, paths of different lengths have nothing in common.
  return one.isGreedy || one.literals.length === other.literals.length;
}

/** Whether `one` answers what both match: a full match, or one with every literal of the other and no shorter beginning. */
function comesBefore(one: Shape, other: Shape): boolean {
  if (one.isGreedy !== other.isGreedy) return other.isGreedy;
  const [mine, theirs] = [one.literals, other.literals];
  if (mine.length < theirs.length || theirs.some((literal, i) => literal && !mine[i])) return false;
  return mine.length > theirs.length || mine.some((literal, i) => literal && !theirs[i]);
}

function made<Value>(known: Map<string, Value>, name: string, make: () => Value): Value {
  const value = known.get(name) ?? make();
  known.set(name, value);
  return value;
}
