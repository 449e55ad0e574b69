import { assigned, computed, link, read, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";

export const apiGatewayUsagePlanKey = {
  name: "aws_api_gateway_usage_plan_key",
  attributes: {
    key_id: replacing(link("aws_api_gateway_api_key.id")),
    key_type: replacing(read),
    usage_plan_id: replacing(link("aws_api_gateway_usage_plan.id")),
    id: assigned("{key_id}"),
    name: computed,
    value: computed,
  },
} satisfies ResourceType;
