import { assigned, computed, ignored, read, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofHttpApi } from "../shared-links";
import { apiGatewayId } from "../stand-ins";

export const apigatewayv2Deployment = {
  name: "aws_apigatewayv2_deployment",
  attributes: {
    api_id: replacing(ofHttpApi),
    triggers: replacing(read),
    description: ignored,
    auto_deployed: computed,
    id: assigned(apiGatewayId()),
  },
} satisfies ResourceType;
