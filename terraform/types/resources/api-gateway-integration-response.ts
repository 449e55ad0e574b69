import { ignored, link, read, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofResource, ofRestApi } from "../shared-links";

export const apiGatewayIntegrationResponse = {
  name: "aws_api_gateway_integration_response",
  attributes: {
    rest_api_id: replacing(ofRestApi),
    resource_id: replacing(ofResource),
    http_method: replacing(link("aws_api_gateway_method.http_method")),
    status_code: replacing(read),
    selection_pattern: read,
    response_parameters: read,
    response_templates: read,
    content_handling: ignored,
  },
} satisfies ResourceType;
