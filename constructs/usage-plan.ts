import { ApiGatewayApiKey } from "@cdktf/provider-aws/lib/api-gateway-api-key";
import { ApiGatewayUsagePlan } from "@cdktf/provider-aws/lib/api-gateway-usage-plan";
import { ApiGatewayUsagePlanKey } from "@cdktf/provider-aws/lib/api-gateway-usage-plan-key";
import { Construct } from "constructs";
import type { Limits, RouteKey } from "../access/model";
import { checkThrottle, type Throttle } from "./api/method-settings";
import { DeclarationError } from "./errors";
import { holdToLimits } from "./limits/hold-to-limits";
import type { SecuredApi } from "./secured-api";

export interface UsagePlanProps {
  readonly name: string;
  readonly api: Pick<SecuredApi, "id" | "stageName">;
  /** What each key may use up. */
  readonly limits: Limits;
  /** Names of the callers that get a key. AWS generates the values, which Terraform's state then holds. */
  readonly keys: readonly string[];
  /** Further limits of each key for single routes. @default none */
  readonly throttles?: Readonly<Partial<Record<RouteKey, Throttle>>>;
}

/**
 * Meters known callers by their API key. A key says which plan a call counts against, never who calls.
 *
 * @throws DeclarationError `THROTTLE_INVALID`, `QUOTA_INVALID`, `KEY_TAKEN`
 */
export class UsagePlan extends Construct {
  readonly id: string;

  constructor(scope: Construct, id: string, props: UsagePlanProps) {
    super(scope, id);
    holdToLimits(this);
    check(props);
    const plan = new ApiGatewayUsagePlan(this, "plan", {
      name: props.name,
      apiStages: [
        {
          apiId: props.api.id,
          stage: props.api.stageName,
          ...(props.throttles && { throttle: byMethod(props.throttles) }),
        },
      ],
      throttleSettings: { rateLimit: props.limits.rate, burstLimit: props.limits.burst },
      quotaSettings: { limit: props.limits.daily, period: "DAY" },
    });
    for (const name of props.keys) {
      const key = new ApiGatewayApiKey(this, `key-${name}`, { name: `${props.name}-${name}`, enabled: true });
      new ApiGatewayUsagePlanKey(this, `member-${name}`, {
        usagePlanId: plan.id,
        keyId: key.id,
        keyType: "API_KEY",
      });
    }
    this.id = plan.id;
  }
}

function byMethod(throttles: NonNullable<UsagePlanProps["throttles"]>) {
  return Object.entries(throttles).map(([key, throttle]) => {
    const [verb, path] = key.split(" ");
    return { path: `${path}/${verb}`, rateLimit: throttle?.rate ?? 0, burstLimit: throttle?.burst ?? 0 };
  });
}

function check({ name, limits, throttles = {}, keys }: UsagePlanProps): void {
  checkThrottle(limits, `The throttle of the usage plan "${name}"`);
  for (const [key, throttle] of Object.entries(throttles)) {
    if (throttle) checkThrottle(throttle, `The throttle of "${key}" in the usage plan "${name}"`);
  }
  if (!Number.isInteger(limits.daily) || limits.daily < 1) {
    throw new DeclarationError(
      "QUOTA_INVALID",
      `The usage plan "${name}" allows ${limits.daily} calls a day; expected a whole number from 1.`,
    );
  }
  const twice = keys.find((key, i) => keys.indexOf(key) !== i);
  if (twice !== undefined) {
    throw new DeclarationError("KEY_TAKEN", `The usage plan "${name}" has two keys for "${twice}".`);
  }
}
