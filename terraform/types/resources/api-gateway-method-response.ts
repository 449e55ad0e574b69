import { ignored, link, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofResource, ofRestApi } from "../shared-links";

export const apiGatewayMethodResponse = {
  name: "aws_api_gateway_method_response",
  attributes: {
    rest_api_id: replacing(ofRestApi),
    resource_id: replacing(ofResource),
    http_method: replacing(link("aws_api_gateway_method.http_method")),
    status_code: replacing(served),
    response_models: ignored,
    response_parameters: ignored,
  },
} satisfies ResourceType;
