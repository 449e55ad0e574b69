import type { AccessModel, Method, Path, Route, RouteKey } from "../../access/model";

/** The routes of a declaration as pairs, in the order they were written. */
export function routesIn({ routes }: AccessModel): readonly (readonly [RouteKey, Route])[] {
  return Object.entries(routes) as [RouteKey, Route][];
}

/** The verb and the path of a key that is known to be one. */
export function partsOfKey(key: RouteKey): readonly [verb: Method, path: Path] {
  const blank = key.indexOf(" ");
  return [key.slice(0, blank) as Method, key.slice(blank + 1) as Path];
}
