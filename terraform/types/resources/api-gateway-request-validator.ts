import { assigned, ignored, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofRestApi } from "../shared-links";
import { apiGatewayId } from "../stand-ins";

export const apiGatewayRequestValidator = {
  name: "aws_api_gateway_request_validator",
  attributes: {
    rest_api_id: replacing(ofRestApi),
    validate_request_body: served,
    validate_request_parameters: served,
    name: ignored,
    id: assigned(apiGatewayId()),
  },
} satisfies ResourceType;
