import { assigned, computed, ignored, read, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { apiArn, apiGatewayId } from "../stand-ins";

export const apiGatewayApiKey = {
  name: "aws_api_gateway_api_key",
  unique: ["value"],
  attributes: {
    name: served,
    enabled: read,
    value: replacing(read),
    description: ignored,
    customer_id: ignored,
    arn: assigned(apiArn("/apikeys/{id}")),
    id: assigned(apiGatewayId(10)),
    created_date: computed,
    last_updated_date: computed,
  },
} satisfies ResourceType;
