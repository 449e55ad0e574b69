import { assigned, block, ignored, link, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofRestApi } from "../shared-links";
import { apiArn, apiGatewayId } from "../stand-ins";

export const apiGatewayUsagePlan = {
  name: "aws_api_gateway_usage_plan",
  attributes: {
    name: served,
    api_stages: block({
      api_id: ofRestApi,
      stage: link("aws_api_gateway_stage.stage_name"),
      throttle: block({ path: served, rate_limit: served, burst_limit: served }),
    }),
    throttle_settings: block({ rate_limit: served, burst_limit: served }),
    quota_settings: block({ limit: served, period: served, offset: served }),
    description: ignored,
    product_code: ignored,
    arn: assigned(apiArn("/usageplans/{id}")),
    id: assigned(apiGatewayId()),
  },
} satisfies ResourceType;
