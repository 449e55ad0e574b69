import { assigned, ignored, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofRestApi } from "../shared-links";
import { apiGatewayId } from "../stand-ins";

export const apiGatewayModel = {
  name: "aws_api_gateway_model",
  attributes: {
    rest_api_id: replacing(ofRestApi),
    name: replacing(served),
    schema: served,
    content_type: replacing(ignored),
    description: ignored,
    id: assigned(apiGatewayId()),
  },
} satisfies ResourceType;
