import { assigned, ignored, read, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { apiArn, apiGatewayId } from "../stand-ins";

export const apigatewayv2Api = {
  name: "aws_apigatewayv2_api",
  attributes: {
    name: read,
    protocol_type: replacing(read),
    body: read,
    target: replacing(read),
    route_key: replacing(read),
    credentials_arn: replacing(read),
    disable_execute_api_endpoint: read,
    route_selection_expression: read,
    // A browser asks it on behalf of pages of other origins; every other caller ignores it.
    cors_configuration: served,
    fail_on_warnings: ignored,
    api_key_selection_expression: ignored,
    description: ignored,
    ip_address_type: ignored,
    version: ignored,
    api_endpoint: assigned("https://{id}.execute-api.{region}.amazonaws.com"),
    arn: assigned(apiArn("/apis/{id}")),
    execution_arn: assigned("arn:aws:execute-api:{region}:{account}:{id}"),
    id: assigned(apiGatewayId(10)),
  },
} satisfies ResourceType;
