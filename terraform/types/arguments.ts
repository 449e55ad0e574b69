import type { Arguments } from "./kinds";
import { table } from "./table";

const trigger = "the user pool's trigger is not run here";
const challenge = {
  message: "a function of the user pool's own decides who is signed in, and it is not run here",
  opens: true,
};

/** The types that are read into the model, and what each of their arguments is. */
export const enforcedArguments: Readonly<Record<string, Arguments>> = {
  aws_api_gateway_rest_api: table({
    read: "name api_key_source binary_media_types body endpoint_configuration.types parameters policy root_resource_id",
    inert: `minimum_compression_size put_rest_api_mode fail_on_warnings endpoint_configuration.ip_address_type
      endpoint_configuration.vpc_endpoint_ids`,
    computed: "execution_arn root_resource_id",
    announced: {
      disable_execute_api_endpoint: [
        "the API is reached by its custom domain only; it is served here all the same",
        false,
      ],
    },
  }),
  aws_api_gateway_rest_api_policy: table({ read: "rest_api_id policy" }),
  aws_api_gateway_resource: table({ read: "rest_api_id parent_id path_part", computed: "path" }),
  aws_api_gateway_method: table({
    read: `rest_api_id resource_id http_method authorization authorizer_id authorization_scopes
      api_key_required request_models request_parameters request_validator_id`,
    inert: "operation_name",
  }),
  aws_api_gateway_method_response: table({
    read: "rest_api_id resource_id http_method status_code",
    inert: "response_models response_parameters",
  }),
  aws_api_gateway_integration: table({
    read: `rest_api_id resource_id http_method type integration_http_method uri timeout_milliseconds
      passthrough_behavior request_parameters request_templates`,
    inert: `cache_key_parameters cache_namespace content_handling connection_id connection_type credentials tls_config`,
  }),
  aws_api_gateway_integration_response: table({
    read: `rest_api_id resource_id http_method status_code selection_pattern response_parameters
      response_templates`,
    inert: "content_handling",
  }),
  aws_api_gateway_request_validator: table({
    read: "rest_api_id validate_request_body validate_request_parameters",
    inert: "name",
  }),
  aws_api_gateway_model: table({ read: "rest_api_id name schema", inert: "content_type" }),
  aws_api_gateway_gateway_response: table({
    read: "rest_api_id response_type status_code response_parameters response_templates",
  }),
  aws_api_gateway_method_settings: table({
    read: `rest_api_id stage_name method_path settings.throttling_rate_limit settings.throttling_burst_limit`,
    inert: `settings.cache_data_encrypted settings.cache_ttl_in_seconds settings.data_trace_enabled
      settings.logging_level settings.metrics_enabled settings.require_authorization_for_cache_control
      settings.unauthorized_cache_control_header_strategy`,
    announced: { "settings.caching_enabled": ["responses are not cached here", false] },
  }),
  aws_api_gateway_authorizer: table({
    read: `rest_api_id name type provider_arns identity_source identity_validation_expression authorizer_uri
      authorizer_result_ttl_in_seconds`,
    announced: {
      authorizer_credentials: "the authorizer's function is invoked without the role that it names",
    },
  }),
  aws_api_gateway_deployment: table({
    read: "rest_api_id stage_name triggers variables stage_description",
    computed: "execution_arn invoke_url",
    unserved: "canary_settings",
  }),
  aws_api_gateway_stage: table({
    read: "rest_api_id deployment_id stage_name variables",
    inert: `access_log_settings cache_cluster_size client_certificate_id documentation_version
      xray_tracing_enabled`,
    computed: "execution_arn invoke_url web_acl_arn",
    announced: {
      cache_cluster_enabled: ["responses are not cached here", false],
      canary_settings: "all calls go to the stage's main deployment",
    },
  }),
  aws_api_gateway_usage_plan: table({
    read: `name api_stages.api_id api_stages.stage api_stages.throttle.path api_stages.throttle.rate_limit
      api_stages.throttle.burst_limit throttle_settings.rate_limit throttle_settings.burst_limit
      quota_settings.limit quota_settings.period quota_settings.offset`,
    inert: "product_code",
  }),
  aws_api_gateway_usage_plan_key: table({ read: "key_id key_type usage_plan_id", computed: "name value" }),
  aws_api_gateway_api_key: table({ read: "name enabled value", inert: "customer_id" }),

  aws_cognito_user_pool: table({
    read: `name lambda_config.pre_token_generation lambda_config.pre_token_generation_config.lambda_arn
      lambda_config.pre_token_generation_config.lambda_version
      admin_create_user_config.allow_admin_create_user_only username_configuration.case_sensitive`,
    inert: `account_recovery_setting admin_create_user_config.invite_message_template
      admin_create_user_config.unused_account_validity_days alias_attributes auto_verified_attributes
      deletion_protection device_configuration email_configuration email_mfa_configuration
      email_verification_message email_verification_subject lambda_config.custom_message
      lambda_config.custom_email_sender lambda_config.custom_sms_sender lambda_config.kms_key_id password_policy
      schema sign_in_policy sms_authentication_message sms_configuration sms_verification_message
      software_token_mfa_configuration email_mfa_configuration user_attribute_update_settings user_pool_tier
      username_attributes verification_message_template web_authn_configuration`,
    computed: "custom_domain domain endpoint estimated_number_of_users",
    announced: {
      mfa_configuration: ["signing in here asks for no second factor", "OFF"],
      user_pool_add_ons: "threat protection of the user pool is not evaluated",
      "lambda_config.post_authentication": trigger,
      "lambda_config.post_confirmation": trigger,
      "lambda_config.pre_authentication": trigger,
      "lambda_config.create_auth_challenge": challenge,
      "lambda_config.define_auth_challenge": challenge,
      "lambda_config.verify_auth_challenge_response": challenge,
      "lambda_config.pre_sign_up": {
        message: "a function of the user pool's own may confirm whoever signs up, and it is not run here",
        opens: true,
      },
      "lambda_config.user_migration": {
        message: "a function of the user pool's own may let in users of elsewhere, and it is not run here",
        opens: true,
      },
    },
  }),
  aws_cognito_user_pool_client: table({
    read: `user_pool_id name allowed_oauth_flows allowed_oauth_scopes generate_secret explicit_auth_flows access_token_validity id_token_validity
      refresh_token_validity token_validity_units.access_token token_validity_units.id_token
      token_validity_units.refresh_token write_attributes`,
    inert: `analytics_configuration auth_session_validity callback_urls
      default_redirect_uri enable_propagate_additional_user_context_data enable_token_revocation logout_urls
      prevent_user_existence_errors read_attributes refresh_token_rotation supported_identity_providers`,
    computed: "client_secret",
    announced: {
      allowed_oauth_flows_user_pool_client: ["the client's OAuth flows are not served here", false],
    },
  }),
  aws_cognito_user_group: table({ read: "user_pool_id name precedence role_arn" }),
  aws_cognito_resource_server: table({
    read: "user_pool_id identifier scope.scope_name",
    inert: "name scope.scope_description user_pool",
    computed: "scope_identifiers",
  }),
  aws_cognito_identity_pool: table({
    read: `identity_pool_name allow_unauthenticated_identities allow_classic_flow
      cognito_identity_providers.client_id cognito_identity_providers.provider_name
      cognito_identity_providers.server_side_token_check`,
    announced: {
      developer_provider_name: "logins by a backend of one's own are not evaluated",
      openid_connect_provider_arns: "logins by OpenID Connect providers are not evaluated",
      saml_provider_arns: "logins by SAML providers are not evaluated",
      supported_login_providers: "logins by social providers are not evaluated",
    },
  }),
  aws_cognito_identity_pool_roles_attachment: table({
    read: `identity_pool_id roles role_mapping.identity_provider role_mapping.type
      role_mapping.ambiguous_role_resolution role_mapping.mapping_rule.claim
      role_mapping.mapping_rule.match_type role_mapping.mapping_rule.value role_mapping.mapping_rule.role_arn`,
  }),

  aws_iam_role: table({
    read: `name assume_role_policy max_session_duration inline_policy.name inline_policy.policy
      managed_policy_arns permissions_boundary`,
    inert: "name_prefix path force_detach_policies",
    computed: "unique_id",
  }),
  aws_iam_role_policy: table({ read: "name role policy", inert: "name_prefix" }),
  aws_iam_policy: table({
    read: "name policy",
    inert: "name_prefix path delay_after_policy_creation_in_ms",
    computed: "attachment_count policy_id",
  }),
  aws_iam_role_policy_attachments_exclusive: table({ read: "role_name policy_arns" }),
  aws_iam_user_policy_attachments_exclusive: table({ read: "user_name policy_arns" }),
  aws_iam_group_policy_attachments_exclusive: table({ read: "group_name policy_arns" }),
  aws_iam_role_policy_attachment: table({ read: "role policy_arn" }),
  aws_iam_policy_attachment: table({ read: "policy_arn roles users groups", inert: "name" }),
  aws_iam_user: table({
    read: "name permissions_boundary",
    inert: "path force_destroy",
    computed: "unique_id",
  }),
  aws_iam_user_policy: table({ read: "name user policy", inert: "name_prefix" }),
  aws_iam_user_policy_attachment: table({ read: "user policy_arn" }),
  aws_iam_user_group_membership: table({ read: "user groups" }),
  aws_iam_group: table({ read: "name", inert: "path", computed: "unique_id" }),
  aws_iam_group_membership: table({ read: "group users", inert: "name" }),
  aws_iam_group_policy: table({ read: "name group policy", inert: "name_prefix" }),
  aws_iam_group_policy_attachment: table({ read: "group policy_arn" }),

  aws_lambda_function: table({
    read: "function_name role handler runtime timeout memory_size environment.variables filename package_type",
    inert: `architectures code_signing_config_arn dead_letter_config ephemeral_storage kms_key_arn
      logging_config publish replace_security_groups_on_destroy replacement_security_group_ids
      reserved_concurrent_executions skip_destroy snap_start source_code_hash source_kms_key_arn tracing_config
      vpc_config`,
    computed: `invoke_arn last_modified qualified_arn qualified_invoke_arn signing_job_arn
      signing_profile_version_arn source_code_size version code_sha256`,
    unserved: "image_uri image_config s3_bucket s3_key s3_object_version file_system_config",
    announced: { layers: "the function's layers are not loaded here" },
  }),
  aws_lambda_permission: table({
    read: "function_name action principal principal_org_id source_arn source_account",
    inert: "statement_id statement_id_prefix",
    // Who may invoke the function has no part in who may call the API.
    unserved: "event_source_token function_url_auth_type qualifier",
  }),
  aws_dynamodb_table: table({
    read: "name hash_key range_key attribute.name attribute.type",
    inert: `billing_mode deletion_protection_enabled on_demand_throughput point_in_time_recovery read_capacity
      replica server_side_encryption stream_enabled stream_view_type table_class ttl warm_throughput
      restore_date_time restore_source_name restore_source_table_arn restore_to_latest_time import_table
      write_capacity`,
    computed: "stream_arn stream_label",
    announced: {
      global_secondary_index: "the table's indexes are not made here",
      local_secondary_index: "the table's indexes are not made here",
    },
  }),
};
