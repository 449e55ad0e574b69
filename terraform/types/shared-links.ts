import { link } from "./attributes";

/** Links that arguments of several types share. */

export const ofRestApi = link("aws_api_gateway_rest_api.id");
/** Of an HTTP or a WebSocket API. */
export const ofHttpApi = link("aws_apigatewayv2_api.id");
export const ofResource = link("aws_api_gateway_resource.id", "aws_api_gateway_rest_api.root_resource_id");
export const ofUserPool = link("aws_cognito_user_pool.id");
export const ofRole = link("aws_iam_role.arn");
export const ofPolicy = link("aws_iam_policy.arn", "aws_iam_policy.id");
export const ofFunction = link(
  "aws_lambda_function.function_name",
  "aws_lambda_function.arn",
  "aws_lambda_function.id",
  "aws_lambda_alias.function_name",
);
