import type { Path, Route, RouteKey } from "../../../access/model";
import type { Cors } from "../../cors/cors";
import { lockOf } from "../locks";

/** Whether a stage's cache may keep the answers, being the same for everybody. */
export function isCacheable(key: RouteKey, route: Route): boolean {
  const isMetered = "key" in route && route.key === true;
  return lockOf(route).isCacheable && !isMetered && key.startsWith("GET ");
}

/**
 * The request parameters that tell the answers of a cacheable route apart. Without them, the answer to one path
 * parameter would go out for all the others, and one that names the origin of a page to pages of other origins, which
 * no browser would then let read it.
 *
 * @param declared the method's parameters
 * Source: API reference, PutIntegration, `cacheKeyParameters`: each must be a request parameter of the method.
 */
export function cacheKeys(path: Path, declared: readonly string[], cors: Cors | undefined): string[] {
  const inPath = [...path.matchAll(/\{([A-Za-z0-9_]+)\+?\}/g)].map(
    ([, name]) => `method.request.path.${name}`,
  );
  // Under both names that browsers send it by: HTTP/1.1 and HTTP/2.
  const origin =
    cors && !cors.origins.includes("*")
      ? ["Origin", "origin"].map((name) => `method.request.header.${name}`)
      : [];
  return [...new Set([...inPath, ...declared, ...origin])].sort();
}
