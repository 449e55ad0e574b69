import { kindOf } from "../../terraform/types/kinds";

/** What each type that the constructs can emit is to whoever asks who may call what. */

const enforced = `aws_api_gateway_authorizer aws_api_gateway_gateway_response aws_api_gateway_integration
  aws_api_gateway_integration_response aws_api_gateway_method aws_api_gateway_method_response
  aws_api_gateway_method_settings aws_api_gateway_model aws_api_gateway_request_validator aws_api_gateway_rest_api
  aws_api_gateway_rest_api_policy aws_api_gateway_stage aws_api_gateway_usage_plan aws_cognito_identity_pool
  aws_cognito_identity_pool_roles_attachment aws_cognito_user_pool aws_cognito_user_pool_client aws_iam_group_policy
  aws_iam_role_policy_attachment aws_iam_user_policy aws_lambda_permission`;

const announced = `aws_api_gateway_base_path_mapping aws_api_gateway_domain_name aws_api_gateway_vpc_link
  aws_cognito_identity_provider aws_cognito_risk_configuration aws_cognito_user_pool_domain
  aws_iam_openid_connect_provider aws_iam_saml_provider aws_wafv2_web_acl`;

const inert = `aws_acm_certificate aws_acm_certificate_validation aws_api_gateway_account aws_cloudtrail
  aws_cloudwatch_dashboard aws_cloudwatch_log_group aws_cloudwatch_log_metric_filter
  aws_cloudwatch_log_resource_policy aws_cloudwatch_metric_alarm aws_cognito_managed_login_branding aws_kms_alias
  aws_kms_key aws_route53_record aws_s3_bucket aws_s3_bucket_lifecycle_configuration aws_s3_bucket_logging
  aws_s3_bucket_ownership_controls aws_s3_bucket_policy aws_s3_bucket_public_access_block
  aws_s3_bucket_server_side_encryption_configuration aws_s3_bucket_versioning aws_sns_topic aws_sns_topic_policy
  aws_sns_topic_subscription aws_wafv2_web_acl_association aws_wafv2_web_acl_logging_configuration`;

const rows = Object.entries({ enforced, announced, inert }).flatMap(([kind, types]) =>
  types.split(/\s+/).map((type) => [type, kind] as const),
);

test.each(rows)("%s is %s", (type, kind) => {
  expect(kindOf(type)?.kind).toBe(kind);
});

test.each([
  ["aws_api_gateway_method_settings", "settings.caching_enabled", false],
  ["aws_api_gateway_rest_api", "disable_execute_api_endpoint", false],
  ["aws_api_gateway_stage", "canary_settings", undefined],
  ["aws_api_gateway_authorizer", "authorizer_credentials", undefined],
  ["aws_cognito_user_pool", "mfa_configuration", "OFF"],
  ["aws_cognito_user_pool", "user_pool_add_ons", undefined],
])("%s: %s is announced unless it is %j", (type, argument, unless) => {
  const kind = kindOf(type);
  expect(kind?.kind === "enforced" && kind.arguments.announced.get(argument)).toMatchObject(
    unless === undefined ? { message: expect.any(String) } : { message: expect.any(String), unless },
  );
});
