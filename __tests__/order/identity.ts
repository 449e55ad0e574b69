import type { Json } from "./model";

const bucket = ({ bucket }: Json) => bucket;
const name = ({ name }: Json) => name;
const answer = ({ resource_id, http_method, status_code }: Json) =>
  `${resource_id} ${http_method} ${status_code}`;
const method = ({ resource_id, http_method }: Json) => `${resource_id} ${http_method}`;

/**
 * What AWS knows a resource by: it takes no second one, and a delete of the first hits the second. A certificate, a user
 * pool, its client, an identity pool, an API key and a usage plan are not here: AWS gives each an id of its own.
 */
export const IDENTITY: Readonly<Record<string, (body: Json) => string | undefined>> = {
  aws_api_gateway_account: () => "account",
  aws_api_gateway_authorizer: name,
  aws_api_gateway_base_path_mapping: ({ domain_name, base_path = "" }) => `${domain_name}/${base_path}`,
  aws_api_gateway_domain_name: ({ domain_name }) => domain_name,
  aws_api_gateway_gateway_response: ({ response_type }) => response_type,
  aws_api_gateway_integration: method,
  aws_api_gateway_integration_response: answer,
  aws_api_gateway_method: method,
  aws_api_gateway_method_response: answer,
  aws_api_gateway_method_settings: ({ stage_name, method_path }) => `${stage_name} ${method_path}`,
  aws_api_gateway_model: name,
  aws_api_gateway_request_validator: name,
  // One parameter below a path, whatever it is called.
  aws_api_gateway_resource: ({ parent_id, path_part }) => `${parent_id} ${path_part.replace(/^\{.*/, "{}")}`,
  aws_api_gateway_rest_api_policy: ({ rest_api_id }) => rest_api_id,
  aws_api_gateway_stage: ({ stage_name }) => stage_name,
  aws_api_gateway_usage_plan_key: ({ usage_plan_id, key_id }) => `${usage_plan_id} ${key_id}`,
  aws_cloudtrail: name,
  aws_cloudwatch_dashboard: ({ dashboard_name }) => dashboard_name,
  aws_cloudwatch_log_group: name,
  aws_cloudwatch_log_metric_filter: ({ log_group_name, name }) => `${log_group_name} ${name}`,
  aws_cloudwatch_log_resource_policy: ({ policy_name }) => policy_name,
  aws_cloudwatch_metric_alarm: ({ alarm_name }) => alarm_name,
  aws_cognito_identity_pool_roles_attachment: ({ identity_pool_id }) => identity_pool_id,
  aws_cognito_identity_provider: ({ user_pool_id, provider_name }) => `${user_pool_id} ${provider_name}`,
  aws_cognito_resource_server: ({ user_pool_id, identifier }) => `${user_pool_id} ${identifier}`,
  aws_cognito_risk_configuration: ({ user_pool_id, client_id = "" }) => `${user_pool_id} ${client_id}`,
  aws_cognito_user_group: name,
  aws_cognito_user_pool_domain: ({ domain }) => domain,
  aws_dynamodb_table: name,
  aws_iam_role: name,
  aws_iam_role_policy: ({ role, name }) => `${role} ${name}`,
  aws_iam_role_policy_attachment: ({ role, policy_arn }) => `${role} ${policy_arn}`,
  aws_kms_alias: name,
  aws_lambda_function: ({ function_name }) => function_name,
  aws_lambda_permission: ({ function_name, statement_id }) =>
    statement_id && `${function_name} ${statement_id}`,
  aws_route53_record: ({ zone_id, name, type }) => `${zone_id} ${name} ${type}`,
  aws_s3_bucket: bucket,
  aws_s3_bucket_lifecycle_configuration: bucket,
  aws_s3_bucket_logging: bucket,
  aws_s3_bucket_ownership_controls: bucket,
  aws_s3_bucket_policy: bucket,
  aws_s3_bucket_public_access_block: bucket,
  aws_s3_bucket_server_side_encryption_configuration: bucket,
  aws_s3_bucket_versioning: bucket,
  aws_sns_topic: name,
  aws_sns_topic_policy: ({ arn }) => arn,
  aws_sns_topic_subscription: ({ topic_arn, protocol, endpoint }) => `${topic_arn} ${protocol} ${endpoint}`,
  aws_wafv2_web_acl: name,
  aws_wafv2_web_acl_association: ({ resource_arn }) => resource_arn,
  aws_wafv2_web_acl_logging_configuration: ({ resource_arn }) => resource_arn,
};
