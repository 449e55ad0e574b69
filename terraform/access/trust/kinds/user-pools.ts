import { keyOf, untoldIn } from "../compare/plain";
import {
  closesWhenTrue,
  fewerIsLess,
  lessIsLess,
  moreIsLess,
  noneIsLeast,
  opensWhenTrue,
  strictest,
} from "../compare/rule";
import { type Estate, hasApi } from "../estate";
import type { TrustedTypes } from "../trusted-type";

const POOL = ["aws_cognito_user_pool"];
const FUNCTIONS = ["aws_lambda_function", "aws_lambda_alias"];

/** Whether an authorizer takes tokens of a pool that is not known: it may be any. */
function mayBeAny(estate: Estate): boolean {
  return (
    estate.ofType("aws_api_gateway_authorizer").some(({ plain }) => untoldIn(plain.provider_arns)) ||
    estate.ofType("aws_apigatewayv2_authorizer").some(({ plain }) => untoldIn(plain.jwt_configuration))
  );
}

/** What users read, and the pool's place. */
const POOL_IGNORED = [
  "name",
  "email_configuration",
  "email_mfa_configuration.message",
  "email_mfa_configuration.subject",
  "email_verification_message",
  "email_verification_subject",
  "sms_authentication_message",
  "sms_verification_message",
  "verification_message_template",
  "deletion_protection",
  "user_pool_tier",
  "arn",
  "endpoint",
  "creation_date",
  "last_modified_date",
  "custom_domain",
  "domain",
  "estimated_number_of_users",
];

/** The user pools behind the APIs: who gets a token, by what proof, and what is in it. */
export const userPools: TrustedTypes = {
  aws_cognito_user_pool: {
    kind: "user-pool",
    root: (_, estate) => mayBeAny(estate) || !hasApi(estate),
    uses: { lambda_config: FUNCTIONS },
    added: "unsaid",
    removed: "unsaid",
    ignored: POOL_IGNORED,
    rules: {
      "admin_create_user_config.allow_admin_create_user_only": closesWhenTrue(),
      "admin_create_user_config.invite_message_template": { ignored: true },
      "lambda_config.custom_message": { ignored: true },
      mfa_configuration: strictest("OFF", "OPTIONAL", "ON"),
      "password_policy.minimum_length": moreIsLess("8"),
      "password_policy.password_history_size": moreIsLess("0"),
      "password_policy.require_lowercase": closesWhenTrue(),
      "password_policy.require_uppercase": closesWhenTrue(),
      "password_policy.require_numbers": closesWhenTrue(),
      "password_policy.require_symbols": closesWhenTrue(),
      "password_policy.temporary_password_validity_days": { ...lessIsLess("7"), zeroIsUnset: true },
      "user_pool_add_ons.advanced_security_mode": strictest("OFF", "AUDIT", "ENFORCED"),
      "device_configuration.challenge_required_on_new_device": opensWhenTrue,
    },
  },
  aws_cognito_user_pool_client: {
    kind: "user-pool",
    partOf: { user_pool_id: POOL },
    added: "other",
    removed: "narrower",
    ignored: [
      "name",
      "user_pool_id",
      "client_secret",
      "analytics_configuration",
      "logout_urls",
      "read_attributes",
      "auth_session_validity",
      "default_redirect_uri",
    ],
    rules: {
      explicit_auth_flows: fewerIsLess,
      allowed_oauth_flows: noneIsLeast,
      allowed_oauth_scopes: noneIsLeast,
      allowed_oauth_flows_user_pool_client: opensWhenTrue,
      callback_urls: noneIsLeast,
      supported_identity_providers: fewerIsLess,
      write_attributes: fewerIsLess,
      generate_secret: closesWhenTrue(),
      enable_token_revocation: closesWhenTrue("true"),
      enable_propagate_additional_user_context_data: opensWhenTrue,
      prevent_user_existence_errors: strictest("LEGACY", "ENABLED"),
      "token_validity_units.access_token": { otherwise: "hours" },
      "token_validity_units.id_token": { otherwise: "hours" },
      "token_validity_units.refresh_token": { otherwise: "days" },
      access_token_validity: { ...lessIsLess("1"), zeroIsUnset: true },
      id_token_validity: { ...lessIsLess("1"), zeroIsUnset: true },
      refresh_token_validity: { ...lessIsLess("30"), zeroIsUnset: true },
    },
  },
  aws_cognito_managed_user_pool_client: {
    kind: "user-pool",
    partOf: { user_pool_id: POOL },
    added: "other",
    removed: "narrower",
    ignored: [
      "name",
      "user_pool_id",
      "client_secret",
      "analytics_configuration",
      "logout_urls",
      "read_attributes",
    ],
    rules: {
      explicit_auth_flows: fewerIsLess,
      callback_urls: noneIsLeast,
      allowed_oauth_scopes: noneIsLeast,
    },
  },
  aws_cognito_resource_server: {
    kind: "user-pool",
    partOf: { user_pool_id: POOL },
    added: "unsaid",
    removed: "narrower",
    ignored: ["name", "user_pool_id", "scope_identifiers"],
    rules: { scope: noneIsLeast },
  },
  aws_cognito_user_pool_domain: {
    kind: "user-pool",
    partOf: { user_pool_id: POOL },
    added: "other",
    removed: "narrower",
    ignored: [
      "user_pool_id",
      "certificate_arn",
      "managed_login_version",
      "aws_account_id",
      "cloudfront_distribution",
      "cloudfront_distribution_arn",
      "cloudfront_distribution_zone_id",
      "s3_bucket",
      "version",
    ],
    rules: {},
  },
  aws_cognito_risk_configuration: {
    kind: "user-pool",
    partOf: { user_pool_id: POOL },
    onePer: ["user_pool_id", "client_id"],
    // One that excepts addresses, or does nothing about a risk, takes the place of Cognito's own reaction.
    added: ({ plain }) => (/skipped_ip_range_list|NO_ACTION/.test(keyOf(plain)) ? "other" : "narrower"),
    removed: "other",
    ignored: ["user_pool_id"],
    rules: {
      "risk_exception_configuration.skipped_ip_range_list": noneIsLeast,
      "account_takeover_risk_configuration.notify_configuration": { ignored: true },
    },
  },
};
