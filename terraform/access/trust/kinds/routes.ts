import { noneIsLeast } from "../compare/rule";
import type { TrustedTypes } from "../trusted-type";
import { backends } from "./backends";

const AUTHORIZER = ["aws_api_gateway_authorizer"];
const HTTP_AUTHORIZER = ["aws_apigatewayv2_authorizer"];

/** Which authorizer a route asks, and who has a key. */
export const routes: TrustedTypes = {
  ...backends,
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
    rules: { authorizer_id: { replaced: true } },
  },
  aws_apigatewayv2_route: {
    kind: "route",
    root: () => true,
    uses: { authorizer_id: HTTP_AUTHORIZER },
    access: ["authorization_type", "authorization_scopes", "api_key_required", "target"],
    through: { integration: { argument: "target", type: "aws_apigatewayv2_integration" } },
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
    rules: { authorizer_id: { replaced: true } },
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
