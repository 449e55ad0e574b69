import { assigned, computed, ignored, link, read, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofHttpApi } from "../shared-links";
import { apiGatewayId } from "../stand-ins";

export const apigatewayv2Integration = {
  name: "aws_apigatewayv2_integration",
  attributes: {
    api_id: replacing(ofHttpApi),
    integration_type: replacing(read),
    integration_subtype: replacing(read),
    integration_uri: link(
      "aws_lambda_function.invoke_arn",
      "aws_lambda_function.arn",
      "aws_lambda_function.qualified_invoke_arn",
    ),
    connection_id: ignored,
    connection_type: served,
    content_handling_strategy: ignored,
    credentials_arn: read,
    description: ignored,
    integration_method: served,
    passthrough_behavior: ignored,
    payload_format_version: served,
    request_parameters: served,
    request_templates: ignored,
    response_parameters: served,
    template_selection_expression: ignored,
    timeout_milliseconds: read,
    tls_config: ignored,
    integration_response_selection_expression: computed,
    id: assigned(apiGatewayId(7)),
  },
} satisfies ResourceType;
