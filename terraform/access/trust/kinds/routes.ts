import { noneIsLeast, type Rule } from "../compare/rule";
import type { TrustedTypes } from "../trusted-type";

const AUTHORIZER = ["aws_api_gateway_authorizer"];
const HTTP_AUTHORIZER = ["aws_apigatewayv2_authorizer"];

/**
 * A backend that is called with the caller's own credentials asks for the caller's right as well.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html
 */
const ofCallers: Rule = { only: /^arn:[\w-]+:iam::\*:user\/\*$/, narrower: (_, to) => to !== undefined };

/** Which authorizer a route asks, and what API Gateway tells the backend about the caller. */
export const routes: TrustedTypes = {
  aws_api_gateway_method: {
    kind: "route",
    root: () => true,
    uses: { authorizer_id: AUTHORIZER },
    access: ["authorization", "authorization_scopes", "api_key_required"],
    added: "unsaid",
    removed: "unsaid",
    ignored: [
      "http_method",
      "resource_id",
      "rest_api_id",
      "operation_name",
      "request_models",
      "request_parameters",
      "request_validator_id",
    ],
    rules: { authorizer_id: {} },
  },
  aws_apigatewayv2_route: {
    kind: "route",
    root: () => true,
    uses: { authorizer_id: HTTP_AUTHORIZER },
    access: ["authorization_type", "authorization_scopes", "api_key_required", "target"],
    added: "unsaid",
    removed: "unsaid",
    ignored: [
      "api_id",
      "route_key",
      "operation_name",
      "model_selection_expression",
      "request_models",
      "request_parameter",
      "route_response_selection_expression",
    ],
    rules: { authorizer_id: {} },
  },
  aws_api_gateway_integration: {
    kind: "route",
    root: () => true,
    added: "unsaid",
    removed: "unsaid",
    ignored: [
      "cache_key_parameters",
      "cache_namespace",
      "connection_id",
      "connection_type",
      "content_handling",
      "http_method",
      "integration_http_method",
      "integration_target",
      "passthrough_behavior",
      "request_templates",
      "resource_id",
      "response_transfer_mode",
      "rest_api_id",
      "timeout_milliseconds",
      "tls_config",
      "type",
      "uri",
    ],
    rules: { request_parameters: {}, credentials: ofCallers },
  },
  aws_apigatewayv2_integration: {
    kind: "route",
    root: () => true,
    added: "unsaid",
    removed: "unsaid",
    ignored: [
      "api_id",
      "connection_id",
      "connection_type",
      "content_handling_strategy",
      "description",
      "integration_method",
      "integration_response_selection_expression",
      "integration_subtype",
      "integration_type",
      "integration_uri",
      "passthrough_behavior",
      "payload_format_version",
      "request_templates",
      "response_parameters",
      "template_selection_expression",
      "timeout_milliseconds",
      "tls_config",
    ],
    rules: { credentials_arn: ofCallers },
  },
  // Whose keys they are is not in the Terraform: a further one is a further caller.
  aws_api_gateway_usage_plan_key: {
    kind: "route",
    root: () => true,
    added: "other",
    removed: "narrower",
    ignored: ["name", "value", "key_type"],
    rules: {},
  },
  aws_api_gateway_usage_plan: {
    kind: "route",
    root: () => true,
    added: "unsaid",
    removed: "unsaid",
    ignored: ["name", "description", "product_code", "quota_settings", "throttle_settings", "arn"],
    rules: { api_stages: noneIsLeast, "api_stages.throttle": { ignored: true } },
  },
};
