import { attributeAt, kindOf } from "../../../terraform/types";

/** The kind of each type that the constructs can emit. */

const read = `aws_api_gateway_authorizer aws_api_gateway_base_path_mapping aws_api_gateway_domain_name
  aws_api_gateway_gateway_response aws_api_gateway_integration
  aws_api_gateway_integration_response aws_api_gateway_method aws_api_gateway_method_response
  aws_api_gateway_method_settings aws_api_gateway_model aws_api_gateway_request_validator aws_api_gateway_rest_api
  aws_api_gateway_rest_api_policy aws_api_gateway_stage aws_api_gateway_usage_plan aws_cognito_identity_pool
  aws_cognito_identity_pool_roles_attachment aws_cognito_user_pool aws_cognito_user_pool_client aws_cognito_user_pool_domain aws_iam_group_policy
  aws_iam_role_policy_attachment aws_iam_user_policy aws_lambda_permission`;

const notEvaluated = `aws_api_gateway_vpc_link aws_cognito_identity_provider aws_cognito_risk_configuration
  aws_iam_openid_connect_provider aws_iam_saml_provider aws_wafv2_web_acl`;

const ignored = `aws_acm_certificate aws_acm_certificate_validation aws_api_gateway_account aws_cloudtrail
  aws_cloudwatch_dashboard aws_cloudwatch_log_group aws_cloudwatch_log_metric_filter
  aws_cloudwatch_log_resource_policy aws_cloudwatch_metric_alarm aws_cognito_managed_login_branding aws_kms_alias
  aws_kms_key aws_route53_record aws_s3_bucket aws_s3_bucket_lifecycle_configuration aws_s3_bucket_logging
  aws_s3_bucket_ownership_controls aws_s3_bucket_policy aws_s3_bucket_public_access_block
  aws_s3_bucket_server_side_encryption_configuration aws_s3_bucket_versioning aws_sns_topic aws_sns_topic_policy
  aws_sns_topic_subscription aws_wafv2_web_acl_association aws_wafv2_web_acl_logging_configuration`;

const rows = Object.entries({ read, "not evaluated": notEvaluated, ignored }).flatMap(([kind, types]) =>
  types.split(/\s+/).map((type) => [type, kind] as const),
);

test.each(rows)("%s is %s", (type, kind) => {
  expect(kindOf(type)?.kind).toBe(kind);
});

test.each([
  ["aws_api_gateway_method_settings", "settings.caching_enabled", false],
  ["aws_api_gateway_rest_api", "disable_execute_api_endpoint", false],
  ["aws_api_gateway_stage", "canary_settings", undefined],
  ["aws_cognito_user_pool", "user_pool_add_ons", undefined],
])("%s: %s is not evaluated, and said unless it is %j", (type, argument, unless) => {
  expect(attributeAt(type, argument)).toMatchObject({
    is: "not evaluated",
    message: expect.any(String),
    ...(unless !== undefined && { unless }),
  });
});

test.each([
  ["a block's argument", "aws_cognito_user_pool", "lambda_config.kms_key_id", "ignored"],
  [
    "what is in a list, map or block that is classified as a whole",
    "aws_dynamodb_table",
    "ttl.enabled",
    "ignored",
  ],
  ["what every type has", "aws_iam_role", "tags_all", "ignored"],
  ["an attribute that the provider computes", "aws_iam_role", "unique_id", "computed"],
])("%s has a class: %s, %s", (_, type, path, is) => {
  expect(attributeAt(type, path)?.is).toBe(is);
});

test.each([
  ["aws_iam_role", "wish"],
  ["aws_cognito_user_pool", "lambda_config.wish"],
  ["aws_iam_role", "constructor"],
  ["aws_wish", "name"],
])("%s has no %s", (type, path) => {
  expect(attributeAt(type, path)).toBeUndefined();
});
