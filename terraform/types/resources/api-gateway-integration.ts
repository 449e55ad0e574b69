import { assigned, ignored, link, notEvaluated, read, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofResource, ofRestApi } from "../shared-links";

export const apiGatewayIntegration = {
  name: "aws_api_gateway_integration",
  attributes: {
    rest_api_id: replacing(ofRestApi),
    resource_id: replacing(ofResource),
    http_method: replacing(link("aws_api_gateway_method.http_method")),
    type: replacing(served),
    integration_http_method: replacing(served),
    uri: link(
      "aws_lambda_function.invoke_arn",
      "aws_lambda_function.qualified_invoke_arn",
      "aws_lambda_function.response_streaming_invoke_arn",
    ),
    timeout_milliseconds: served,
    passthrough_behavior: replacing(served),
    request_parameters: served,
    request_templates: served,
    credentials: replacing(read),
    response_transfer_mode: notEvaluated("responses are not streamed: a caller receives them whole", {
      serving: true,
      unless: "BUFFERED",
    }),
    cache_key_parameters: served,
    cache_namespace: ignored,
    content_handling: ignored,
    connection_id: ignored,
    connection_type: ignored,
    tls_config: ignored,
    integration_target: ignored,
    id: assigned("agi-{rest_api_id}-{resource_id}-{http_method}"),
  },
} satisfies ResourceType;
