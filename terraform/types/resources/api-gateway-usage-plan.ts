import { assigned, block, ignored, link, read } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofRestApi } from "../shared-links";
import { apiArn, apiGatewayId } from "../stand-ins";

export const apiGatewayUsagePlan = {
  name: "aws_api_gateway_usage_plan",
  attributes: {
    name: read,
    api_stages: block({
      api_id: ofRestApi,
      stage: link("aws_api_gateway_stage.stage_name"),
      throttle: block({ path: read, rate_limit: read, burst_limit: read }),
    }),
    throttle_settings: block({ rate_limit: read, burst_limit: read }),
    quota_settings: block({ limit: read, period: read, offset: read }),
    description: ignored,
    product_code: ignored,
    arn: assigned(apiArn("/usageplans/{id}")),
    id: assigned(apiGatewayId()),
  },
} satisfies ResourceType;
