import { assigned, link, links, read, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofRestApi } from "../shared-links";
import { apiArn, apiGatewayId } from "../stand-ins";

export const apiGatewayAuthorizer = {
  name: "aws_api_gateway_authorizer",
  unique: ["rest_api_id", "name"],
  attributes: {
    rest_api_id: replacing(ofRestApi),
    name: served,
    type: read,
    provider_arns: links("aws_cognito_user_pool.arn"),
    identity_source: read,
    identity_validation_expression: read,
    authorizer_uri: link("aws_lambda_function.invoke_arn", "aws_lambda_function.qualified_invoke_arn"),
    authorizer_result_ttl_in_seconds: read,
    authorizer_credentials: served,
    arn: assigned(apiArn("/restapis/{rest_api_id}/authorizers/{id}")),
    id: assigned(apiGatewayId()),
  },
} satisfies ResourceType;
