import { LOCKS } from "../access/decide";
import { Unresolved } from "../language/expression";
import type { ApiMethod, RestAuthorizer, SharedResponse } from "../model";
import type { Fields } from "./fields";
import type { Resources } from "./resources";

/**
 * The methods whose responses a stage caches for all callers alike, although their lock tells callers apart. What is not
 * known counts as cached.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export function sharedResponsesOf(
  apiId: string,
  {
    authorizers,
    methods,
  }: { readonly authorizers: readonly RestAuthorizer[]; readonly methods: readonly ApiMethod[] },
  resources: Resources,
): readonly SharedResponse[] {
  // The gate caches nothing.
  if (resources.reading.strict) return [];
  const all = resources.where("aws_api_gateway_method_settings", "rest_api_id", apiId);
  return resources.where("aws_api_gateway_stage", "rest_api_id", apiId).flatMap((stage) => {
    if (!isOn(stage, "cache_cluster_enabled")) return [];
    const name = stage.link("stage_name");
    const settings = byPlace(all.filter((one) => one.link("stage_name") === name));
    return methods.flatMap((method): SharedResponse[] => {
      const sources = credentialsOf(method, authorizers);
      if (sources.length === 0 || !isCached(method, settings)) return [];
      const keys = method.integration.cacheKeys ?? [];
      const missing = sources.filter((source) => !keys.includes(source));
      if (missing.length === 0) return [];
      const message = `the stage ${name} caches its responses, and ${missing.join(", ")} is not among the cache_key_parameters: a caller may get the response that was made for another`;
      return [{ address: method.address, message }];
    });
  });
}

/** What tells callers apart, as cache keys name it. The signature of AWS_IAM is in the header. */
function credentialsOf(
  { authorization, authorizerId }: ApiMethod,
  authorizers: readonly RestAuthorizer[],
): readonly string[] {
  if (LOCKS[authorization].credentials === "none") return [];
  const authorizer = authorizers.find(({ id }) => id === authorizerId);
  if (!authorizer) return ["method.request.header.Authorization"];
  return "identitySource" in authorizer ? [authorizer.identitySource] : authorizer.identitySources;
}

/** By `pets/GET`, or by `*` + `/*` for the whole stage. */
function byPlace(settings: readonly Fields[]): ReadonlyMap<string, Fields> {
  return new Map(
    settings.map((one) => {
      const path = one.optionalLink("method_path") ?? "";
      return [path.replaceAll("~1", "/").replace(/^\//, ""), one];
    }),
  );
}

/** The setting of a method, or else of the stage, which caches GET alone. */
function isCached({ path, verb }: ApiMethod, settings: ReadonlyMap<string, Fields>): boolean {
  const own = isEnabled(settings.get(`${path.slice(1)}/${verb}`));
  return own ?? (verb === "GET" && isEnabled(settings.get("*/*")) === true);
}

/** Undefined where nothing is written. */
function isEnabled(settings: Fields | undefined): boolean | undefined {
  if ([settings?.raw("settings")].flat().some((written) => written instanceof Unresolved)) return true;
  const [block] = settings?.blocks("settings") ?? [];
  return block?.raw("caching_enabled") == null ? undefined : isOn(block, "caching_enabled");
}

function isOn(fields: Fields, name: string): boolean {
  return fields.unknownOf(name) !== undefined || fields.flag(name, false);
}
