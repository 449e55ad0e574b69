import { assigned, ignored, link, notEvaluated, read, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofResource, ofRestApi } from "../shared-links";

export const apiGatewayIntegration = {
  name: "aws_api_gateway_integration",
  attributes: {
    rest_api_id: replacing(ofRestApi),
    resource_id: replacing(ofResource),
    http_method: replacing(link("aws_api_gateway_method.http_method")),
    type: replacing(read),
    integration_http_method: replacing(read),
    uri: link(
      "aws_lambda_function.invoke_arn",
      "aws_lambda_function.qualified_invoke_arn",
      "aws_lambda_function.response_streaming_invoke_arn",
    ),
    timeout_milliseconds: read,
    passthrough_behavior: replacing(read),
    request_parameters: read,
    request_templates: read,
    credentials: replacing(read),
    response_transfer_mode: notEvaluated("responses are not streamed: a caller receives them whole", {
      unless: "BUFFERED",
    }),
    cache_key_parameters: ignored,
    cache_namespace: ignored,
    content_handling: ignored,
    connection_id: ignored,
    connection_type: ignored,
    tls_config: ignored,
    integration_target: ignored,
    id: assigned("agi-{rest_api_id}-{resource_id}-{http_method}"),
  },
} satisfies ResourceType;
