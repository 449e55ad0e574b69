import { VERBS } from "../../terraform/access/decide";
import type { Api, ApiKey, Stage, UsagePlan } from "../../terraform/model";
import type { BucketState } from "../limits/token-buckets";
import type { ApiPlane } from "./data-plane";
import { LIMIT_OF_ACCOUNT, type Limited, type LimitedCall, limitOfPlan, limitOfStage } from "./limits";

/** The limits of calls and what is left of them, for people. */
export interface LimitCounters {
  /** Whether calls over a rate are refused; quotas count in any case. */
  readonly throttling: boolean;
  readonly throttles: readonly ThrottleCounter[];
  readonly quotas: readonly QuotaCounter[];
}

export interface ThrottleCounter extends BucketState {
  readonly kind: Limited["kind"];
  readonly address: string;
  /** `GET /pets`, of a limit of one method. */
  readonly method?: string;
  readonly api?: string;
  readonly stage?: string;
  /** Name of the API key, of a limit of a usage plan. */
  readonly key?: string;
  /** Calls a second. */
  readonly rate: number;
  /** Calls at once. */
  readonly burst: number;
}

export interface QuotaCounter {
  readonly address: string;
  readonly plan: string;
  readonly key: string;
  readonly limit: number;
  readonly period: "DAY" | "WEEK" | "MONTH";
  readonly used: number;
  readonly left: number;
}

/**
 * Each limit of the APIs, also those that no call has met. Nothing is taken from them.
 *
 * @param dataPlanes of one model
 */
export function limitCounters(dataPlanes: readonly ApiPlane[]): LimitCounters {
  const [first] = dataPlanes;
  if (!first) return { throttling: true, throttles: [], quotas: [] };
  const { limits, model, now } = first;
  const apis = dataPlanes.map(({ api }) => api);
  const keys = new Map(model.apiKeys.map((key) => [key.id, key]));
  const seen = new Set<string>();
  const counted = (limited: Limited | undefined, of: Partial<ThrottleCounter>): ThrottleCounter[] => {
    if (!limited || seen.has(limited.name)) return [];
    seen.add(limited.name);
    const { address, kind, limit, name } = limited;
    return [{ kind, address, ...of, ...limit, ...limits.buckets.state(name, limit, now()) }];
  };
  const calls = apis.flatMap((api) => api.stages.flatMap((stage) => callsOf(api, stage)));
  return {
    throttling: limits.throttling,
    throttles: [
      ...counted(LIMIT_OF_ACCOUNT, {}),
      ...calls.flatMap((call) => counted(limitOfStage(call), placeOf(call))),
      ...keyedPlans(model.usagePlans, keys).flatMap(({ key, plan }) =>
        calls
          .filter(({ api, stage }) =>
            plan.stages.some((covers) => covers.apiId === api.id && covers.stage === stage.name),
          )
          .flatMap((call) => {
            const limited = limitOfPlan(call, { plan, keyId: key.id });
            const place = limited?.kind === "plan-method" ? placeOf(call) : {};
            return counted(limited, { ...place, key: key.name });
          }),
      ),
    ],
    quotas: keyedPlans(model.usagePlans, keys).flatMap(({ key, plan }): QuotaCounter[] => {
      const { address, name, quota } = plan;
      if (!quota) return [];
      const { limit, period } = quota;
      const used = limits.quotas.used(plan.id, key.id, quota, now());
      return [{ address, plan: name, key: key.name, limit, period, ...used }];
    }),
  };
}

function callsOf(api: Api, stage: Stage): LimitedCall[] {
  return api.methods.flatMap((method) =>
    (method.verb === "ANY" ? VERBS : [method.verb]).map((verb) => ({ api, stage, method, verb })),
  );
}

function placeOf({
  api,
  method,
  stage,
  verb,
}: LimitedCall): Pick<ThrottleCounter, "api" | "method" | "stage"> {
  return { method: `${verb} ${method.path}`, api: api.name, stage: stage.name };
}

function keyedPlans(
  plans: readonly UsagePlan[],
  keys: ReadonlyMap<string, ApiKey>,
): { readonly plan: UsagePlan; readonly key: ApiKey }[] {
  return plans.flatMap((plan) =>
    plan.keyIds.flatMap((id) => {
      const key = keys.get(id);
      return key ? [{ plan, key }] : [];
    }),
  );
}
