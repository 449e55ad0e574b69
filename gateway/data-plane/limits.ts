import type { MethodThrottle, Throttle, UsagePlan } from "../../terraform/model";
import type { DataPlane } from "./data-plane";
import type { Refused } from "./gateway-response/responses";
import type { MethodCall } from "./method-call";

/** The account's default limit in a region. */
const ACCOUNT = { rate: 10_000, burst: 5_000 };

/**
 * Refuses an authorized call that is over a limit: of its key's usage plan, of the stage for the method, of the
 * account, or the plan's quota. A call of a method that requires no key counts for no plan.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 *
 * @param keyId of the API key that was sent
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

/** Each key has its own bucket. A method with its own limit in the plan does not count against the plan's limit. */
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

/** Each method has its own bucket, also where the limit is set for all methods. */
function throttledByStage(call: MethodCall, dataPlane: DataPlane): Refused | undefined {
  const { api, method, request, stage } = call;
  const throttles = stage.throttles ?? [];
  const throttle = ownThrottle(throttles, call) ?? throttles.find(({ path }) => path === "*");
  if (!throttle) return undefined;
  const name = [api.id, stage.name, request.verb, method.path];
  return throttled(name, throttle.limit, throttle.address, dataPlane);
}

/** The limit of the request's verb comes before that of ANY. */
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
