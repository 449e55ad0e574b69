import { read, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofRestApi } from "../shared-links";

export const apiGatewayGatewayResponse = {
  name: "aws_api_gateway_gateway_response",
  attributes: {
    rest_api_id: replacing(ofRestApi),
    response_type: replacing(read),
    status_code: read,
    response_parameters: read,
    response_templates: read,
  },
} satisfies ResourceType;
