/** Types that could have an influence on access and are not evaluated, with the reader's notice. */
export const notEvaluated: Readonly<Record<string, string>> = {
  aws_api_gateway_domain_name_access_association:
    "which VPC endpoints reach the private custom domain is not evaluated",
  aws_api_gateway_vpc_link: "the VPC link is not there: its backends are those that --backend names",
  aws_apigatewayv2_routing_rule: "which requests to the domain the rule takes to a REST API is not evaluated",
  aws_cognito_identity_provider: "signing in through the identity provider is not evaluated",
  aws_cognito_risk_configuration: "threat protection of the user pool is not evaluated",
  aws_cognito_user: "users that the Terraform makes are not made here",
  aws_cognito_user_in_group: "members of groups that the Terraform names are not made here",
  aws_iam_access_key: "access keys of IAM users are not served here: their calls are refused",
  aws_cognito_identity_pool_provider_principal_tag:
    "principal tags that the identity pool hands on are not evaluated",
  aws_cognito_managed_user_pool_client: "clients of the user pool that other services manage are not read",
  aws_lambda_invocation: "what the function does when Terraform invokes it is not known",
  aws_organizations_policy: "service control policies are not evaluated: they can only narrow",
  aws_organizations_policy_attachment: "service control policies are not evaluated: they can only narrow",
  aws_wafv2_ip_set: "the web ACL is not evaluated",
  aws_wafv2_regex_pattern_set: "the web ACL is not evaluated",
  aws_wafv2_rule_group: "the web ACL is not evaluated",
  aws_wafregional_web_acl_association: "the web ACL is not evaluated",
  aws_wafv2_web_acl: "the web ACL is not evaluated",
};

/** Types that make resources in another language, so that routes, locks and grants may be in them. */
export const makers: Readonly<Record<string, string>> = {
  aws_cloudcontrolapi_resource: "the resource that Cloud Control makes is not read",
  aws_cloudformation_stack: "what the CloudFormation stack makes is not read",
  aws_cloudformation_stack_instances: "what the CloudFormation stacks make is not read",
  aws_cloudformation_stack_set: "what the CloudFormation stacks make is not read",
  aws_cloudformation_stack_set_instance: "what the CloudFormation stacks make is not read",
  aws_serverlessapplicationrepository_cloudformation_stack:
    "what the application's CloudFormation stack makes is not read",
  awscc_cloudformation_stack: "what the CloudFormation stack makes is not read",
  awscc_cloudformation_stack_set: "what the CloudFormation stacks make is not read",
};

/** Prefixes of types that decide who may call what: an unknown type with one could open or close a route. */
export const decidingFamilies: readonly string[] = [
  "aws_api_gateway_",
  "aws_apigatewayv2_",
  "aws_cognito_",
  "aws_iam_",
  "aws_organizations_policy",
  "awscc_apigateway_",
  "awscc_apigatewayv2_",
  "awscc_cognito_",
  "awscc_iam_",
  "awscc_lambda_",
  "awscc_organizations_policy",
  "awscc_serverless_",
  "awscc_wafv2_",
];

/** Types without influence on who may call what, and why. */
export const ignored: Readonly<Record<string, string>> = {
  aws_api_gateway_account: "it only names the role by which API Gateway writes logs",
  aws_api_gateway_client_certificate: "it identifies API Gateway to a backend",
  aws_api_gateway_documentation_part: "documentation",
  aws_api_gateway_documentation_version: "documentation",
  aws_apigatewayv2_integration_response: "what becomes of a backend's answer",
  aws_apigatewayv2_model: "documentation",
  aws_apigatewayv2_route_response: "what becomes of a backend's answer",
  aws_apigatewayv2_vpc_link: "the way to a backend",
  aws_cognito_user_pool_ui_customization: "appearance",
  aws_dynamodb_contributor_insights: "monitoring",
  aws_dynamodb_table_item: "data",
  aws_cognito_log_delivery_configuration: "logging",
  aws_cognito_managed_login_branding: "appearance",
  aws_iam_account_alias: "a name",
  aws_iam_account_password_policy: "it is about the console's passwords",
  aws_iam_instance_profile: "it gives a role to EC2 instances, which the role's trust policy allows",
  aws_iam_outbound_web_identity_federation: "tokens for services outside of AWS",
  aws_iam_organizations_features: "it is about root credentials of member accounts",
  aws_iam_security_token_service_preferences: "the form of session tokens",
  aws_iam_server_certificate: "certificates",
  aws_iam_service_specific_credential: "credentials of other services",
  aws_iam_signing_certificate: "certificates",
  aws_iam_user_login_profile: "it is about the console",
  aws_iam_user_ssh_key: "it is about repositories of code",
  aws_iam_virtual_mfa_device: "a second factor for users who are read",
  aws_iam_service_linked_role: "AWS's own services use it",
  aws_lambda_alias: "another name of a function",
  aws_lambda_code_signing_config: "what code a function may have",
  aws_lambda_function_recursion_config: "a guard against loops",
  aws_lambda_layer_version: "code that functions share",
  aws_lambda_layer_version_permission: "code that functions share",
  aws_lambda_runtime_management_config: "versions of the runtime",
  aws_lambda_event_source_mapping: "it invokes a function from queues and streams, not through the API",
  aws_lambda_function_event_invoke_config: "retries of asynchronous invocations, not through the API",
  aws_lambda_provisioned_concurrency_config: "speed",
  aws_wafv2_web_acl_association: "there is a notice for the web ACL itself",
  aws_wafv2_web_acl_logging_configuration: "logging",
  null_resource: "no cloud resource",
  terraform_data: "no cloud resource",
};

/** Families of types without influence on who may call what. */
export const ignoredFamilies: readonly { readonly prefix: string; readonly because: string }[] = [
  { prefix: "aws_acm_", because: "certificates" },
  { prefix: "aws_cloudtrail", because: "monitoring" },
  { prefix: "aws_cloudwatch_", because: "logs, metrics and events" },
  { prefix: "aws_kms_", because: "encryption of what is stored" },
  { prefix: "aws_route53_", because: "DNS" },
  { prefix: "aws_s3_", because: "storage" },
  { prefix: "aws_secretsmanager_", because: "storage" },
  { prefix: "aws_sns_", because: "messages" },
  { prefix: "aws_sqs_", because: "messages" },
  { prefix: "aws_ssm_parameter", because: "storage" },
  { prefix: "aws_xray_", because: "monitoring" },
  { prefix: "random_", because: "no cloud resource" },
  { prefix: "time_", because: "no cloud resource" },
];
