import type { Api, MethodThrottle, Operation, Stage, Throttle, UsagePlan } from "../../terraform/model";
import { keep } from "../keep";
import type { ApiPlane, DataPlane } from "./data-plane";
import type { Refused } from "./gateway-response/responses";
import type { MethodCall } from "./method-call";
import type { Refusing } from "./trace/trace";

/** The account's default limit in a region. */
const ACCOUNT = { rate: 10_000, burst: 5_000 };

/** What a limit needs to know of a call. */
export interface LimitedCall {
  readonly api: Pick<Api, "id" | "name">;
  readonly stage: Pick<Stage, "name" | "throttles">;
  readonly method: Pick<Operation, "path" | "verb">;
  readonly verb: string;
}

/** A token bucket that calls count against. */
export interface Limited {
  readonly kind: "plan" | "plan-method" | "stage-method" | "account";
  /** The bucket's name; equal for calls that count together. */
  readonly name: string;
  readonly limit: Throttle;
  /** Of the resource that sets it. */
  readonly address: string;
}

/**
 * Refuses an authorized call that is over a limit: of its key's usage plan, of the stage for the method, of the
 * account, or the plan's quota. A call of a method that requires no key counts for no plan.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 *
 * @param keyId of the API key that was sent
 */
export async function refusedByLimits(
  call: MethodCall,
  keyId: string | undefined,
  dataPlane: DataPlane,
): Promise<Refused | undefined> {
  const plan = call.method.apiKeyRequired && keyId !== undefined ? planOf(call, keyId, dataPlane) : undefined;
  return throttled(call, plan, dataPlane) ?? (plan && overQuota(plan, dataPlane));
}

/** A plan, and the key by which calls are of it. */
interface KeyedPlan {
  readonly plan: UsagePlan;
  readonly keyId: string;
}

/** A key is in one plan of a stage at most. */
function planOf({ api, stage }: MethodCall, keyId: string, { model }: DataPlane): KeyedPlan | undefined {
  const plan = model.usagePlans.find(
    ({ keyIds, stages }) =>
      keyIds.includes(keyId) &&
      stages.some((covers) => covers.apiId === api.id && covers.stage === stage.name),
  );
  return plan && { plan, keyId };
}

function throttled(
  { api, method, request, stage }: MethodCall,
  plan: KeyedPlan | undefined,
  { limits, now }: DataPlane,
): Refused | undefined {
  if (!limits.throttling) return undefined;
  const call = { api, method, stage, verb: request.verb };
  const over = overRates([plan && limitOfPlan(call, plan), limitOfStage(call), LIMIT_OF_ACCOUNT], {
    limits,
    now,
  });
  return over && { response: "THROTTLED", ...over };
}

/** Takes a call from each bucket; why it is refused where one is empty. */
export function overRates(
  limitations: readonly (Limited | undefined)[],
  { limits, now }: Pick<ApiPlane, "limits" | "now">,
): Refusing | undefined {
  if (!limits.throttling) return undefined;
  for (const limited of limitations) {
    if (!limited || limits.buckets.take(limited.name, limited.limit, now())) continue;
    const { burst, rate } = limited.limit;
    return {
      reason: `More than ${rate} calls a second and ${burst} at once: ${limited.address}`,
      ...(limited.kind !== "account" && { rule: { address: limited.address } }),
    };
  }
  return undefined;
}

/** Each key has its own bucket. A method with its own limit in the plan does not count against the plan's limit. */
export function limitOfPlan(call: LimitedCall, { keyId, plan }: KeyedPlan): Limited | undefined {
  const { address, id, stages, throttle } = plan;
  const covers = stages.find(({ apiId, stage }) => apiId === call.api.id && stage === call.stage.name);
  const own = ownThrottle(covers?.throttles ?? [], call);
  if (own) {
    if (!own.limit) return undefined;
    const name = JSON.stringify([id, keyId, own.verb, own.path]);
    return { kind: "plan-method", name, limit: own.limit, address };
  }
  return throttle && { kind: "plan", name: JSON.stringify([id, keyId]), limit: throttle, address };
}

/** Each method has its own bucket, also where the limit is set for all methods. */
export function limitOfStage(call: LimitedCall): Limited | undefined {
  const { method, stage, verb } = call;
  const known = limitsOfStages.get(stage) ?? new Map<string, Limited | undefined>();
  limitsOfStages.set(stage, known);
  const key = `${verb} ${method.verb} ${method.path}`;
  if (!known.has(key)) keep(known, key, foundLimit(call), KEPT);
  return known.get(key);
}

/** The limits of a stage by verb and method; each is looked for once. */
const limitsOfStages = new WeakMap<LimitedCall["stage"], Map<string, Limited | undefined>>();
const KEPT = 10_000;

function foundLimit(call: LimitedCall): Limited | undefined {
  const { api, method, stage, verb } = call;
  const throttles = stage.throttles ?? [];
  const throttle = ownThrottle(throttles, call) ?? throttles.find(({ path }) => path === "*");
  if (!throttle?.limit) return undefined;
  const name = JSON.stringify([api.id, stage.name, verb, method.path]);
  return { kind: "stage-method", name, limit: throttle.limit, address: throttle.address };
}

export const LIMIT_OF_ACCOUNT: Limited = {
  kind: "account",
  name: '["account"]',
  limit: ACCOUNT,
  address: "the account's limit in the region",
};

/** The limit of the request's verb comes before that of ANY. */
function ownThrottle(
  throttles: readonly MethodThrottle[],
  { method, verb }: LimitedCall,
): MethodThrottle | undefined {
  const ofPath = throttles.filter(({ path }) => path === method.path);
  return ofPath.find((each) => each.verb === verb) ?? ofPath.find((each) => each.verb === method.verb);
}

async function overQuota(
  { keyId, plan }: KeyedPlan,
  { limits, now }: DataPlane,
): Promise<Refused | undefined> {
  const { address, id, quota } = plan;
  if (!quota || (await limits.quotas.use(id, keyId, quota, now()))) return undefined;
  return {
    response: "QUOTA_EXCEEDED",
    reason: `The key's ${quota.limit} calls a ${quota.period.toLowerCase()} are used up: ${address}`,
    rule: { address },
  };
}
