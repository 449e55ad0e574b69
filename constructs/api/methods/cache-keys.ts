import type { Path, Route, RouteKey } from "../../../access/model";
import type { Cors } from "../../cors/cors";
import { lockOf } from "../../locks";

/** Whether the stage may cache the responses, since all callers get the same. */
export function isCacheable(key: RouteKey, route: Route): boolean {
  const isMetered = "key" in route && route.key === true;
  return lockOf(route).isCacheable && !isMetered && key.startsWith("GET ");
}

/**
 * The request parameters in the cache key of a cacheable route. Without them, the response for one path parameter would be
 * returned for all others, and a response that names one origin to pages of other origins, which could not read it.
 *
 * @param declared the method's parameters
 * Source: API reference, PutIntegration, `cacheKeyParameters`: each must be a request parameter of the method.
 */
export function cacheKeys(path: Path, declared: readonly string[], cors: Cors | undefined): string[] {
  const inPath = [...path.matchAll(/\{([A-Za-z0-9_]+)\+?\}/g)].map(
    ([, name]) => `method.request.path.${name}`,
  );
  // Browsers send `Origin` over HTTP/1.1 and `origin` over HTTP/2.
  const origin =
    cors && !cors.origins.includes("*")
      ? ["Origin", "origin"].map((name) => `method.request.header.${name}`)
      : [];
  return [...new Set([...inPath, ...declared, ...origin])].sort();
}
