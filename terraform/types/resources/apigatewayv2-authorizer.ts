import { around, assigned, block, ignored, link, links, read, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofHttpApi } from "../shared-links";
import { apiGatewayId } from "../stand-ins";

export const apigatewayv2Authorizer = {
  name: "aws_apigatewayv2_authorizer",
  attributes: {
    api_id: replacing(ofHttpApi),
    authorizer_type: read,
    name: read,
    identity_sources: read,
    jwt_configuration: block({
      audience: links("aws_cognito_user_pool_client.id"),
      issuer: around("https://", "aws_cognito_user_pool.endpoint", "id"),
    }),
    authorizer_uri: link("aws_lambda_function.invoke_arn", "aws_lambda_function.qualified_invoke_arn"),
    authorizer_credentials_arn: link("aws_iam_role.arn"),
    authorizer_payload_format_version: read,
    authorizer_result_ttl_in_seconds: read,
    enable_simple_responses: read,
    timeouts: ignored,
    id: assigned(apiGatewayId()),
  },
} satisfies ResourceType;
