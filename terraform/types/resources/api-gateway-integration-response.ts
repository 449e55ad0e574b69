import { ignored, link, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofResource, ofRestApi } from "../shared-links";

export const apiGatewayIntegrationResponse = {
  name: "aws_api_gateway_integration_response",
  attributes: {
    rest_api_id: replacing(ofRestApi),
    resource_id: replacing(ofResource),
    http_method: replacing(link("aws_api_gateway_method.http_method")),
    status_code: replacing(served),
    selection_pattern: served,
    response_parameters: served,
    response_templates: served,
    content_handling: ignored,
  },
} satisfies ResourceType;
