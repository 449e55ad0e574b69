import { assigned, read, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofRestApi } from "../shared-links";

export const apiGatewayRestApiPolicy = {
  name: "aws_api_gateway_rest_api_policy",
  attributes: {
    rest_api_id: replacing(ofRestApi),
    policy: read,
    id: assigned("{rest_api_id}"),
  },
} satisfies ResourceType;
