import type { ApiGatewayMethodSettingsSettings } from "@cdktf/provider-aws/lib/api-gateway-method-settings";
import type { Path, RouteKey } from "../../../access/model";
import { partsOfKey } from "../../declaration";
import { DeclarationError } from "../../declaration/errors";
import { pathId } from "../../declaration/path-id";
import { checkRouteThrottle, checkThrottle, STAGE_THROTTLE, type Throttle } from "../../endpoint/throttle";

export interface StageLimits {
  /** The limit of each method, for calls with and without an API key. @default 100 a second, 200 at once */
  readonly throttle?: Throttle;
  /** Limits of single routes. @default none */
  readonly throttles?: Readonly<Partial<Record<RouteKey, Throttle>>>;
  /**
   * A cache for public GET routes, billed by the hour. The cache key has the path parameters, the query parameters and headers
   * that `requests` names, and the origin of a page, and nothing else. @default none
   */
  readonly cache?: Cache;
  /** Whether there are metrics of each method, each of which is billed by the month. @default true */
  readonly methodMetrics?: boolean;
}

/** A cache of responses, which is billed by the hour. */
export interface Cache {
  /** Size of the cache in GB, as API Gateway offers them. */
  readonly sizeGb: "0.5" | "1.6" | "6.1" | "13.5" | "28.4" | "58.2" | "118" | "237";
  /** Seconds that a response is cached, 1 to 3600. */
  readonly ttl: number;
  /** The GET routes whose responses are cached. */
  readonly routes: readonly RouteKey[];
}

export interface SettingsOfPath {
  readonly id: string;
  readonly path: string;
  readonly settings: ApiGatewayMethodSettingsSettings;
}

/**
 * The settings of a stage: one for all methods, one for each method that differs.
 *
 * @throws DeclarationError `THROTTLE_INVALID`, `THROTTLE_ROUTE_UNKNOWN`, `THROTTLE_ROOT`, `CACHE_TTL_INVALID`, `CACHE_PRIVATE`
 */
export function methodSettings(
  limits: StageLimits,
  routes: readonly RouteKey[],
  cacheable: readonly RouteKey[],
): SettingsOfPath[] {
  const { throttle = STAGE_THROTTLE, methodMetrics = true } = limits;
  checkThrottle(throttle, "The stage's throttle");
  if (limits.cache) checkCache(limits.cache, cacheable);
  const cached = new Set<string>(limits.cache?.routes ?? []);
  const own = [...new Set([...Object.keys(limits.throttles ?? {}), ...cached])].sort() as RouteKey[];
  return [
    { id: "settings", path: "*/*", settings: settingsOf(throttle, methodMetrics) },
    ...own.map((key) => {
      const here = limits.throttles?.[key] ?? throttle;
      checkRoute(key, here, routes);
      const [verb, path] = partsOfKey(key);
      return {
        id: `settings-${verb}.${pathId(path)}`,
        path: methodPath(path, verb),
        settings: {
          ...settingsOf(here, methodMetrics),
          ...(limits.cache && cached.has(key) && cacheSettings(limits.cache)),
        },
      };
    }),
  ];
}

/**
 * `~1` stands for a slash in the resource's path. The service's keys of a stage's settings have this form, and the provider
 * looks for the same text in them after it has sent it. If the service refused the form, the apply would fail; with a plain
 * slash the provider might not find the setting that it made, and a missing limit would go unnoticed.
 * Source: RFC 6901, section 3; UpdateStage of the API Gateway API; resourceMethodSettingsRead of the provider.
 */
function methodPath(path: Path, verb: string): string {
  return `${path.slice(1).replaceAll("/", "~1")}/${verb}`;
}

function settingsOf(throttle: Throttle, metricsEnabled: boolean): ApiGatewayMethodSettingsSettings {
  return { metricsEnabled, throttlingRateLimit: throttle.rate, throttlingBurstLimit: throttle.burst };
}

function cacheSettings(cache: Cache): ApiGatewayMethodSettingsSettings {
  return {
    cachingEnabled: true,
    cacheDataEncrypted: true,
    cacheTtlInSeconds: cache.ttl,
    // Without it, every caller may empty the cache.
    requireAuthorizationForCacheControl: true,
    unauthorizedCacheControlHeaderStrategy: "FAIL_WITH_403",
  };
}

function checkRoute(key: RouteKey, throttle: Throttle, routes: readonly RouteKey[]): void {
  checkRouteThrottle(key, throttle, routes);
  if (key.endsWith(" /")) {
    throw new DeclarationError(
      "THROTTLE_ROOT",
      `A limit is given for "${key}"; the provider has no way to name the root path there. Use the stage's throttle.`,
    );
  }
}

function checkCache(cache: Cache, cacheable: readonly RouteKey[]): void {
  if (!Number.isInteger(cache.ttl) || cache.ttl < 1 || cache.ttl > 3600) {
    throw new DeclarationError(
      "CACHE_TTL_INVALID",
      `The cache keeps answers ${cache.ttl} seconds; expected 1 to 3600.`,
    );
  }
  const secret = cache.routes.find((key) => !cacheable.includes(key));
  if (secret === undefined) return;
  throw new DeclarationError(
    "CACHE_PRIVATE",
    `"${secret}" cannot be cached: only public GET routes give all callers the same response, and a cached response would go to the next caller.`,
  );
}
