import type { Api, Operation } from "../../model";
import { answerersOf, greedyMethods, matchRoute } from "../decide";
import { type Template, templateOf } from "./path-template";

/**
 * Templates of the paths that a method shares with a `{proxy+}`, or as one with any other method: for some of
 * them it is not documented which of the two answers.
 */
export function sharedTemplates(api: Api, method: Operation): readonly Template[] {
  const greedy = greedyMethods(api.methods);
  // In an HTTP API a verb may compete with a path.
  const others = greedy.includes(method) || api.kind === "http" ? api.methods : greedy;
  return others.flatMap((other) => {
    const shared = other === method ? undefined : sharedPath(method.path, other.path);
    return shared === undefined ? [] : [templateOf(shared)];
  });
}

/** All paths that fit both of two paths, as one: `/a/b` of `/a/{x}` and `/{y}/b`; undefined where there is none. */
export function sharedPath(one: string, other: string): string | undefined {
  const shared = sharedSegments(segmentsOf(one), segmentsOf(other));
  return shared && `/${shared.join("/")}`;
}

function sharedSegments(own: readonly string[], other: readonly string[]): readonly string[] | undefined {
  const shared: string[] = [];
  for (let at = 0; at < Math.max(own.length, other.length); at++) {
    const [one, two] = [own[at], other[at]];
    if (one === undefined || two === undefined) return undefined;
    if (one.endsWith("+}")) return [...shared, ...other.slice(at)];
    if (two.endsWith("+}")) return [...shared, ...own.slice(at)];
    if (one !== two && !one.startsWith("{") && !two.startsWith("{")) return undefined;
    shared.push(one.startsWith("{") ? two : one);
  }
  return shared;
}

function segmentsOf(path: string): readonly string[] {
  return path.split("/").filter((segment) => segment !== "");
}

/** The methods that may answer in a method's place; undefined where that is sure not to answer at all. */
export function answerOf(
  api: Api,
  method: Operation,
  verb: string,
  path: string,
): { readonly rivals?: readonly Operation[] } | undefined {
  const match = matchRoute(api, verb, path);
  const answerers = match ? answerersOf(match) : [];
  if (!answerers.includes(method)) return undefined;
  return answerers.length > 1 ? { rivals: answerers.filter((other) => other !== method) } : {};
}
