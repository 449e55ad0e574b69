import { ApiGatewayApiKey } from "@cdktf/provider-aws/lib/api-gateway-api-key";
import { ApiGatewayUsagePlan } from "@cdktf/provider-aws/lib/api-gateway-usage-plan";
import { ApiGatewayUsagePlanKey } from "@cdktf/provider-aws/lib/api-gateway-usage-plan-key";
import { Construct } from "constructs";
import type { Limits } from "../access/model";
import type { SecuredApi } from "./secured-api";

export interface UsagePlanProps {
  readonly name: string;
  readonly api: SecuredApi;
  /** What each key may use up. */
  readonly limits: Limits;
  /** Names of the callers that get a key. AWS generates the values. */
  readonly keys: readonly string[];
}

/** Meters known callers by their API key. A key says which plan a call counts against, never who calls. */
export class UsagePlan extends Construct {
  constructor(scope: Construct, id: string, props: UsagePlanProps) {
    super(scope, id);
    const plan = new ApiGatewayUsagePlan(this, "plan", {
      name: props.name,
      apiStages: [{ apiId: props.api.id, stage: props.api.stageName }],
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
  }
}
