import { type Plain, type PlainRecord, untoldIn } from "../compare/plain";
import type { Rule, Rules } from "../compare/rule";
import { textsIn } from "../estate";
import type { TrustedTypes } from "../trusted-type";

/**
 * A backend that is called with the caller's own credentials asks for the caller's right as well.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html
 */
export const ofCallers: Rule = {
  only: /^arn:[\w-]+:iam::\*:user\/\*$/,
  narrower: (_, to) => to !== undefined,
};

/** What a mapping template says of the caller: `$context.identity.userArn`, `$context.authorizer.sub`, `$context` as a whole. */
const OF_CALLER = /\$!?\{?context(?:\.(?:identity|authorizer)\b|(?!\w|\.\w))/;

function saysCaller(templates: Plain | undefined): boolean {
  return untoldIn(templates) !== undefined || textsIn(templates).some((text) => OF_CALLER.test(text));
}

function hasTemplateOfCaller({ request_templates }: PlainRecord): boolean {
  return saysCaller(request_templates);
}

/** A request that no template is for may go on as the caller wrote it. */
const templates: Rules = {
  request_templates: { where: saysCaller },
  passthrough_behavior: { otherwise: "WHEN_NO_MATCH", narrower: (_, to) => to === "NEVER" },
};

/** What API Gateway tells a backend about the caller. */
export const backends: TrustedTypes = {
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
      "resource_id",
      "response_transfer_mode",
      "rest_api_id",
      "timeout_milliseconds",
      "tls_config",
      "type",
      "uri",
    ],
    onlyWith: { passthrough_behavior: hasTemplateOfCaller },
    rules: { request_parameters: {}, credentials: ofCallers, ...templates },
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
      "payload_format_version",
      "response_parameters",
      "template_selection_expression",
      "timeout_milliseconds",
      "tls_config",
    ],
    onlyWith: { passthrough_behavior: hasTemplateOfCaller },
    rules: { request_parameters: {}, credentials_arn: ofCallers, ...templates },
  },
};
