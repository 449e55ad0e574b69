import { assigned, read, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofResource, ofRestApi } from "../shared-links";
import { apiGatewayId } from "../stand-ins";

export const apiGatewayResource = {
  name: "aws_api_gateway_resource",
  attributes: {
    rest_api_id: replacing(ofRestApi),
    parent_id: ofResource,
    path_part: read,
    id: assigned(apiGatewayId()),
    path: assigned({ parent: "parent_id", part: "path_part" }),
  },
} satisfies ResourceType;
