import { ApiGatewayApiKey } from "@cdktf/provider-aws/lib/api-gateway-api-key";
import { ApiGatewayUsagePlan } from "@cdktf/provider-aws/lib/api-gateway-usage-plan";
import { ApiGatewayUsagePlanKey } from "@cdktf/provider-aws/lib/api-gateway-usage-plan-key";
import { Construct } from "constructs";
import * as v from "valibot";
import type { Limits, RouteKey } from "../../../access/model";
import {
  checkProps,
  checkRouteKeys,
  data,
  type Entries,
  limitsSchema,
  listOf,
  mapOf,
  refWith,
  someText,
} from "../../declaration";
import { DeclarationError } from "../../declaration/errors";
import { checkThrottle, type Throttle, throttleSchema } from "../../endpoint/throttle";
import { holdToLimits } from "../../limits/hold-to-limits";

export interface UsagePlanProps {
  /** Name of the plan, and the first part of its keys' names. */
  readonly name: string;
  /** The API and its stage. The stage is a reference, since the plan is created after it. */
  readonly api: { readonly id: string; readonly stageName: string };
  /** The limits of each key. */
  readonly limits: Limits;
  /** Names of the callers that get a key. AWS generates the values, and Terraform's state has them. */
  readonly keys: readonly string[];
  /** Limits of each key for single routes. @default none */
  readonly throttles?: Readonly<Partial<Record<RouteKey, Throttle>>>;
}

/**
 * Limits known callers by their API keys. A key selects the plan that a call counts against; it does not authenticate.
 *
 * @throws DeclarationError `THROTTLE_INVALID`, `QUOTA_INVALID`, `KEY_TAKEN`, and those of `checkProps` and `checkRouteKeys`
 */
export class UsagePlan extends Construct {
  /** Id of the plan. */
  readonly id: string;

  constructor(scope: Construct, id: string, props: UsagePlanProps) {
    super(scope, id);
    holdToLimits(this);
    checkProps(this, props, PROPS);
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

const PROPS = {
  name: someText,
  api: refWith("id", "stageName"),
  limits: data(limitsSchema),
  keys: data(listOf(someText)),
  throttles: v.exactOptional(data(mapOf(throttleSchema))),
} satisfies Entries<UsagePlanProps>;

function byMethod(throttles: NonNullable<UsagePlanProps["throttles"]>) {
  return Object.entries(throttles).map(([key, throttle]) => {
    const [verb, path] = key.split(" ");
    return { path: `${path}/${verb}`, rateLimit: throttle?.rate ?? 0, burstLimit: throttle?.burst ?? 0 };
  });
}

function check({ name, throttles = {}, keys }: UsagePlanProps): void {
  checkRouteKeys(Object.keys(throttles));
  for (const [key, throttle] of Object.entries(throttles)) {
    if (throttle) checkThrottle(throttle, `The throttle of "${key}" in the usage plan "${name}"`);
  }
  const twice = keys.find((key, i) => keys.indexOf(key) !== i);
  if (twice !== undefined) {
    throw new DeclarationError("KEY_TAKEN", `The usage plan "${name}" has two keys for "${twice}".`);
  }
}
