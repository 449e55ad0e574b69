import { ignored, read, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofRestApi } from "../shared-links";

/** Imports an OpenAPI document into an API that is there already. Its routes are not read: the API's are unknown. */
export const apiGatewayRestApiPut = {
  name: "aws_api_gateway_rest_api_put",
  attributes: {
    rest_api_id: replacing(ofRestApi),
    body: replacing(read),
    parameters: replacing(read),
    triggers: replacing(read),
    fail_on_warnings: replacing(ignored),
  },
} satisfies ResourceType;
