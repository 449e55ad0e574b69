import { replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofRestApi } from "../shared-links";

export const apiGatewayGatewayResponse = {
  name: "aws_api_gateway_gateway_response",
  attributes: {
    rest_api_id: replacing(ofRestApi),
    response_type: replacing(served),
    status_code: served,
    response_parameters: served,
    response_templates: served,
  },
} satisfies ResourceType;
