import { closesWhenTrue, noneIsLeast } from "../compare/rule";
import type { Estate, Owned } from "../estate";
import type { Existence, TrustedTypes } from "../trusted-type";
import { ofCallers } from "./backends";
import { firewalls } from "./firewalls";

const DOMAIN_IGNORED = [
  "arn",
  "certificate_arn",
  "certificate_body",
  "certificate_chain",
  "certificate_name",
  "certificate_private_key",
  "certificate_upload_date",
  "cloudfront_domain_name",
  "cloudfront_zone_id",
  "domain_name_id",
  "ownership_verification_certificate_arn",
  "regional_certificate_arn",
  "regional_certificate_name",
  "regional_domain_name",
  "regional_zone_id",
  "routing_mode",
  "security_policy",
  "endpoint_access_mode",
];

const API_IGNORED = [
  "name",
  "description",
  "api_endpoint",
  "arn",
  "binary_media_types",
  "created_date",
  "execution_arn",
  "fail_on_warnings",
  "minimum_compression_size",
  "parameters",
  "put_rest_api_mode",
  "root_resource_id",
  "ip_address_type",
  "version",
  "cors_configuration",
];

/** Its authorizers are compared by themselves, its routes as access. */
const body = { body: { onlyUnknown: true } } as const;

/** A stage serves a deployment as that was made: one that is not in the Terraform may have open routes. */
function withDeployment(type: string): (stage: Owned, estate: Estate) => Existence {
  return ({ plain: { auto_deploy: isCurrent, deployment_id: id } }, estate) =>
    isCurrent === "true" || (id ?? null) === null || estate.mentioned(id, [type]).length > 0
      ? "unsaid"
      : "other";
}

/** By which ways a request comes in, and what stands in front of them. */
export const waysIn: TrustedTypes = {
  ...firewalls,
  aws_api_gateway_rest_api: {
    kind: "way-in",
    root: () => true,
    uses: { policy: ["aws_iam_role", "aws_iam_user"] },
    added: "unsaid",
    removed: "unsaid",
    ignored: API_IGNORED,
    rules: {
      ...body,
      policy: { policy: "resource" },
      disable_execute_api_endpoint: closesWhenTrue(),
      "endpoint_configuration.types": {
        otherwise: ["EDGE"],
        narrower: (_, to) => Array.isArray(to) && to.includes("PRIVATE"),
      },
      "endpoint_configuration.vpc_endpoint_ids": noneIsLeast,
      "endpoint_configuration.ip_address_type": { ignored: true },
      api_key_source: { otherwise: "HEADER" },
    },
  },
  aws_apigatewayv2_api: {
    kind: "way-in",
    root: () => true,
    added: "unsaid",
    removed: "unsaid",
    ignored: [...API_IGNORED, "target", "route_key", "protocol_type", "route_selection_expression"],
    rules: {
      ...body,
      disable_execute_api_endpoint: closesWhenTrue(),
      credentials_arn: ofCallers,
      api_key_selection_expression: { otherwise: "$request.header.x-api-key" },
    },
  },
  aws_api_gateway_stage: {
    kind: "way-in",
    root: () => true,
    added: withDeployment("aws_api_gateway_deployment"),
    removed: "unsaid",
    // Each deployment has an id of its own.
    sameWhen: { deployment_id: "aws_api_gateway_deployment" },
    ignored: [
      "arn",
      "access_log_settings",
      "cache_cluster_enabled",
      "cache_cluster_size",
      "client_certificate_id",
      "description",
      "documentation_version",
      "execution_arn",
      "invoke_url",
      "rest_api_id",
      "stage_name",
      "web_acl_arn",
      "xray_tracing_enabled",
    ],
    rules: { "canary_settings.percent_traffic": { ignored: true } },
  },
  aws_apigatewayv2_stage: {
    kind: "way-in",
    root: () => true,
    added: withDeployment("aws_apigatewayv2_deployment"),
    removed: "unsaid",
    sameWhen: { deployment_id: "aws_apigatewayv2_deployment" },
    // A stage that deploys itself gets another deployment with each change.
    onlyWith: { deployment_id: ({ auto_deploy }) => auto_deploy !== "true" },
    ignored: [
      "api_id",
      "arn",
      "access_log_settings",
      "auto_deploy",
      "client_certificate_id",
      "default_route_settings",
      "description",
      "execution_arn",
      "invoke_url",
      "name",
      "route_settings",
    ],
    rules: { deployment_id: { otherwise: "a resource of the type aws_apigatewayv2_deployment" } },
  },
  aws_api_gateway_domain_name: {
    kind: "way-in",
    root: () => true,
    uses: { mutual_tls_authentication: ["aws_s3_bucket", "aws_s3_object"] },
    added: "unsaid",
    removed: "narrower",
    ignored: DOMAIN_IGNORED,
    rules: { policy: { policy: "resource" }, "endpoint_configuration.ip_address_type": { ignored: true } },
  },
  aws_apigatewayv2_domain_name: {
    kind: "way-in",
    root: () => true,
    uses: { mutual_tls_authentication: ["aws_s3_bucket", "aws_s3_object"] },
    added: "unsaid",
    removed: "narrower",
    ignored: ["arn", "api_mapping_selection_expression", "domain_name_configuration", "routing_mode"],
    rules: {},
  },
  aws_api_gateway_base_path_mapping: {
    kind: "way-in",
    root: () => true,
    added: "other",
    removed: "narrower",
    ignored: [],
    rules: {},
  },
  aws_apigatewayv2_api_mapping: {
    kind: "way-in",
    root: () => true,
    added: "other",
    removed: "narrower",
    ignored: [],
    rules: {},
  },
  aws_apigatewayv2_routing_rule: {
    kind: "way-in",
    root: () => true,
    added: "other",
    removed: "other",
    ignored: ["routing_rule_arn", "routing_rule_id"],
    rules: {},
  },
  aws_api_gateway_domain_name_access_association: {
    kind: "way-in",
    root: () => true,
    added: "other",
    removed: "narrower",
    ignored: ["arn"],
    rules: {},
  },
  aws_lambda_function_url: {
    kind: "way-in",
    root: () => true,
    added: "other",
    removed: "narrower",
    ignored: ["cors", "function_arn", "function_url", "invoke_mode", "url_id"],
    rules: { authorization_type: { narrower: (_, to) => to === "AWS_IAM" } },
  },
};
