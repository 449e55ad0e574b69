import { Unresolved } from "../language/expression";
import type { ApiKey, MethodThrottle, RestApi, UsagePlan } from "../model";
import type { Fields } from "./fields";
import type { Resources } from "./resources";
import { readPlanThrottles } from "./throttles";

export function readApiKeys(resources: Resources): readonly ApiKey[] {
  return resources.ofType("aws_api_gateway_api_key").map((key) => {
    const common = {
      address: key.address,
      id: key.link("id"),
      name: key.name(),
      enabled: key.flag("enabled", true),
    };
    // An unknown value, such as a secret or one that AWS generates, is left out of the model.
    if (key.raw("value") instanceof Unresolved) return common;
    const value = key.optionalText("value");
    return value === undefined ? common : { ...common, value };
  });
}

/** The usage plans with their stages and API keys. */
export function readUsagePlans(resources: Resources, apis: readonly RestApi[]): readonly UsagePlan[] {
  const plans = resources.ofType("aws_api_gateway_usage_plan");
  const members = "aws_api_gateway_usage_plan_key";
  resources.requireParent(
    members,
    "usage_plan_id",
    plans.map((plan) => plan.link("id")),
    "usage plan",
  );
  const keys = resources.ofType("aws_api_gateway_api_key").map((key) => key.link("id"));
  resources.requireParent(members, "key_id", keys, "API key");
  return plans.map((plan) => {
    const id = plan.link("id");
    return {
      address: plan.address,
      id,
      name: plan.name(),
      stages: plan.blocks("api_stages").flatMap((covers) => readStage(covers, apis, resources)),
      keyIds: resources.where(members, "usage_plan_id", id).map((member) => member.link("key_id")),
      ...limits(plan),
    };
  });
}

function readStage(
  covers: Fields,
  apis: readonly RestApi[],
  resources: Resources,
): { apiId: string; stage: string; throttles: readonly MethodThrottle[] }[] {
  const [apiId, stage] = [covers.link("api_id"), covers.link("stage")];
  const api = apis.find(({ id }) => id === apiId);
  if (api?.stages.some(({ name }) => name === stage))
    return [{ apiId, stage, throttles: readPlanThrottles(covers, resources) }];
  resources.missingIdly(
    covers.address,
    `api_stages names the stage ${stage} of the API ${apiId}, and there is none`,
  );
  return [];
}

function limits(plan: Fields): Pick<UsagePlan, "quota" | "throttle"> {
  const [throttle] = plan.blocks("throttle_settings");
  const [quota] = plan.blocks("quota_settings");
  return {
    ...(throttle && {
      throttle: { rate: throttle.number("rate_limit", 0), burst: throttle.number("burst_limit", 0) },
    }),
    ...(quota && {
      quota: {
        limit: quota.number("limit"),
        period: quota.oneOf("period", ["DAY", "WEEK", "MONTH"]),
        offset: quota.number("offset", 0),
      },
    }),
  };
}
