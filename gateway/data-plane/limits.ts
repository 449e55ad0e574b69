import type { MethodThrottle, Throttle, UsagePlan } from "../../terraform/model";
import type { DataPlane } from "./data-plane";
import type { Refused } from "./gateway-response/responses";
import type { MethodCall } from "./method-call";

/** Of all calls of an account in a region, where AWS was not asked for more. */
const ACCOUNT = { rate: 10_000, burst: 5_000 };

/**
 * Whether a call that was admitted is one too many: by its key's usage plan, by the stage's limit for the
 * method, by the account's limit, by the plan's quota. A method that requires no key does not count for any plan.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 *
 * @param keyId of the API key that came along
 */
export function refusedByLimits(
  call: MethodCall,
  keyId: string | undefined,
  dataPlane: DataPlane,
): Refused | undefined {
  const plan = call.method.apiKeyRequired ? planOf(call, keyId, dataPlane) : undefined;
  return (
    (plan && throttledByPlan(call, plan, keyId, dataPlane)) ??
    throttledByStage(call, dataPlane) ??
    throttled(["account"], ACCOUNT, "the account's limit in the region", dataPlane) ??
    (plan && overQuota(plan, keyId, dataPlane))
  );
}

/** A key is in one plan of a stage at most. */
function planOf(
  { api, stage }: MethodCall,
  keyId: string | undefined,
  { model }: DataPlane,
): UsagePlan | undefined {
  return model.usagePlans.find(
    ({ keyIds, stages }) =>
      keyId !== undefined &&
      keyIds.includes(keyId) &&
      stages.some((covers) => covers.apiId === api.id && covers.stage === stage.name),
  );
}

/** Each key has a bucket of its own; a method with a limit in the plan is not counted in the plan's own. */
function throttledByPlan(
  call: MethodCall,
  plan: UsagePlan,
  keyId: string | undefined,
  dataPlane: DataPlane,
): Refused | undefined {
  const { api, stage } = call;
  const covers = plan.stages.find(({ apiId, stage: name }) => apiId === api.id && name === stage.name);
  const own = ownThrottle(covers?.throttles ?? [], call);
  const name = own ? [plan.id, keyId, own.verb, own.path] : [plan.id, keyId];
  return throttled(name, own ? own.limit : plan.throttle, plan.address, dataPlane);
}

/** Each method has a bucket of its own, also where the limit is that of all. */
function throttledByStage(call: MethodCall, dataPlane: DataPlane): Refused | undefined {
  const { api, method, request, stage } = call;
  const throttles = stage.throttles ?? [];
  const throttle = ownThrottle(throttles, call) ?? throttles.find(({ path }) => path === "*");
  if (!throttle) return undefined;
  const name = [api.id, stage.name, request.verb, method.path];
  return throttled(name, throttle.limit, throttle.address, dataPlane);
}

/** What is said of the request's verb comes before what is said of ANY. */
function ownThrottle(
  throttles: readonly MethodThrottle[],
  { method, request }: MethodCall,
): MethodThrottle | undefined {
  const ofPath = throttles.filter(({ path }) => path === method.path);
  return ofPath.find(({ verb }) => verb === request.verb) ?? ofPath.find(({ verb }) => verb === method.verb);
}

function throttled(
  name: readonly unknown[],
  limit: Throttle | undefined,
  address: string,
  { limits, now }: DataPlane,
): Refused | undefined {
  if (!limit || limits.buckets.take(JSON.stringify(name), limit, now())) return undefined;
  const { burst, rate } = limit;
  return {
    response: "THROTTLED",
    reason: `More than ${rate} calls a second and ${burst} at once: ${address}`,
  };
}

function overQuota(
  { address, id, quota }: UsagePlan,
  keyId: string | undefined,
  { limits, now }: DataPlane,
): Refused | undefined {
  if (!quota || keyId === undefined || limits.quotas.use(id, keyId, quota, now())) return undefined;
  return {
    response: "QUOTA_EXCEEDED",
    reason: `The key's ${quota.limit} calls a ${quota.period.toLowerCase()} are used up: ${address}`,
  };
}
