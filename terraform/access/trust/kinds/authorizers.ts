import { fewerIsLess, lessIsLess } from "../compare/rule";
import { HTTP_APIS, REST_APIS } from "../estate";
import type { TrustedTypes } from "../trusted-type";

const FUNCTIONS = ["aws_lambda_function", "aws_lambda_alias"];

/** Who says who a caller is: the authorizers of APIs, and where in a request they look. */
export const authorizers: TrustedTypes = {
  aws_api_gateway_authorizer: {
    kind: "authorizer",
    // Which routes of an API ask it is not known where the API is made elsewhere.
    root: ({ plain }, estate) => estate.mentioned(plain.rest_api_id, REST_APIS).length === 0,
    uses: {
      authorizer_uri: FUNCTIONS,
      authorizer_credentials: ["aws_iam_role"],
      provider_arns: ["aws_cognito_user_pool"],
    },
    added: "unsaid",
    removed: "unsaid",
    ignored: ["name", "rest_api_id"],
    rules: {
      type: { otherwise: "TOKEN" },
      identity_source: { otherwise: "method.request.header.Authorization" },
      identity_validation_expression: { narrower: (from) => from === undefined },
      // Seconds that API Gateway keeps an answer, where nothing is written.
      authorizer_result_ttl_in_seconds: lessIsLess("300"),
      provider_arns: fewerIsLess,
    },
  },
  aws_apigatewayv2_authorizer: {
    kind: "authorizer",
    root: ({ plain }, estate) => estate.mentioned(plain.api_id, HTTP_APIS).length === 0,
    uses: {
      authorizer_uri: FUNCTIONS,
      authorizer_credentials_arn: ["aws_iam_role"],
      jwt_configuration: ["aws_cognito_user_pool"],
    },
    added: "unsaid",
    removed: "unsaid",
    ignored: ["name", "api_id", "id", "arn"],
    rules: {
      "jwt_configuration.audience": fewerIsLess,
      authorizer_result_ttl_in_seconds: lessIsLess("0"),
    },
  },
};
