import type { Resources } from "../../build/people";
import { POOL, type TrustCases } from "./town";

const pool = (values: Readonly<Record<string, unknown>>): Resources => ({
  aws_cognito_user_pool: { people: values },
});
const app = (values: Readonly<Record<string, unknown>>): Resources => ({
  aws_cognito_user_pool_client: { app: values },
});
const corp = (values: Readonly<Record<string, unknown>>): Resources => ({
  aws_cognito_identity_provider: { corp: values },
});
const ofPool = (effect: string, argument: string) => [`${effect} aws_cognito_user_pool.people ${argument}`];
const ofApp = (effect: string, argument: string) => [
  `${effect} aws_cognito_user_pool_client.app ${argument}`,
];
const ofCorp = (argument: string) => [`other aws_cognito_identity_provider.corp ${argument}`];
const SELF_SIGN_UP = "admin_create_user_config.allow_admin_create_user_only";
const unknownPool: Resources = {
  aws_api_gateway_authorizer: { pool: { provider_arns: ["${random_id.a.b64_std}"] } },
};
const TRIGGER = "${aws_lambda_function.trigger.arn}";

const triggers = [
  "pre_authentication",
  "user_migration",
  "define_auth_challenge",
  "verify_auth_challenge_response",
  "post_confirmation",
] as const;

const PARTNERS = "${aws_cognito_user_pool.partners.id}";

export const userPools: TrustCases = {
  "a new pool that an authorizer takes, with its client and its user": {
    head: {
      aws_cognito_user_pool: { partners: { name: "partners" } },
      aws_cognito_user_pool_client: { partners: { name: "app", user_pool_id: PARTNERS } },
      aws_cognito_user: { ada: { username: "ada", user_pool_id: PARTNERS } },
      aws_api_gateway_authorizer: {
        pool: {
          provider_arns: ["${aws_cognito_user_pool.people.arn}", "${aws_cognito_user_pool.partners.arn}"],
        },
      },
    },
    says: ["other aws_api_gateway_authorizer.pool provider_arns"],
  },
  "anyone may sign up": {
    head: pool({ admin_create_user_config: [{ allow_admin_create_user_only: false }] }),
    says: ofPool("other", SELF_SIGN_UP),
  },
  "anyone may sign up, by default": {
    head: pool({ admin_create_user_config: [] }),
    says: ofPool("other", SELF_SIGN_UP),
  },
  "administrators only": {
    base: pool({ admin_create_user_config: [] }),
    says: ofPool("narrower", SELF_SIGN_UP),
  },
  "a second factor for nobody": {
    head: pool({ mfa_configuration: "OFF" }),
    says: ofPool("other", "mfa_configuration"),
  },
  "a second factor for all": {
    head: pool({ mfa_configuration: "ON" }),
    says: ofPool("narrower", "mfa_configuration"),
  },
  "shorter passwords": {
    head: pool({ password_policy: [{ minimum_length: 8 }] }),
    says: ofPool("other", "password_policy.minimum_length"),
  },
  "recovery by telephone": {
    head: pool({
      account_recovery_setting: [{ recovery_mechanism: [{ name: "verified_phone_number", priority: 1 }] }],
    }),
    says: [
      ...ofPool("other", "account_recovery_setting.recovery_mechanism.name"),
      ...ofPool("other", "account_recovery_setting.recovery_mechanism.priority"),
    ],
  },
  "names that users give themselves": {
    head: pool({ alias_attributes: ["email"] }),
    says: ofPool("other", "alias_attributes"),
  },
  "a trigger that is gone": {
    head: pool({ lambda_config: [] }),
    says: ofPool("other", "lambda_config.pre_sign_up"),
  },
  "the trigger that writes claims": {
    head: pool({
      lambda_config: [
        {
          pre_sign_up: TRIGGER,
          pre_token_generation_config: [{ lambda_arn: TRIGGER, lambda_version: "V2_0" }],
        },
      ],
    }),
    says: [
      ...ofPool("other", "lambda_config.pre_token_generation_config.lambda_arn"),
      ...ofPool("other", "lambda_config.pre_token_generation_config.lambda_version"),
    ],
  },
  ...Object.fromEntries(
    triggers.map((name) => [
      `the trigger ${name}`,
      {
        head: pool({
          lambda_config: [{ pre_sign_up: TRIGGER, [name]: "arn:aws:lambda:us-east-1:1:function:x" }],
        }),
        says: ofPool("other", `lambda_config.${name}`),
      },
    ]),
  ),
  "passwords in the plain": {
    head: app({ explicit_auth_flows: ["ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH"] }),
    says: ofApp("other", "explicit_auth_flows"),
  },
  "a further callback": {
    head: app({ callback_urls: ["https://shop.example/in", "https://preview.example/in"] }),
    says: ofApp("other", "callback_urls"),
  },
  "a callback fewer": { head: app({ callback_urls: [] }), says: ofApp("narrower", "callback_urls") },
  "the implicit flow": {
    head: app({ allowed_oauth_flows: ["implicit"] }),
    says: ofApp("other", "allowed_oauth_flows"),
  },
  "a further scope": {
    head: app({ allowed_oauth_scopes: ["shop/admin"] }),
    says: ofApp("other", "allowed_oauth_scopes"),
  },
  "other people's sign-in": {
    head: app({ supported_identity_providers: ["COGNITO", "corp"] }),
    says: ofApp("other", "supported_identity_providers"),
  },
  "tokens that last longer": {
    head: app({ access_token_validity: 12 }),
    says: ofApp("other", "access_token_validity"),
  },
  "tokens that last longer by their unit": {
    base: app({ access_token_validity: 5, token_validity_units: [{ access_token: "minutes" }] }),
    head: app({ access_token_validity: 5, token_validity_units: [{ access_token: "hours" }] }),
    says: ofApp("other", "token_validity_units.access_token"),
  },
  "a client without a secret": {
    base: app({ generate_secret: true }),
    says: ofApp("other", "generate_secret"),
  },
  "attributes that users write": {
    base: app({ write_attributes: ["email"] }),
    head: app({ write_attributes: ["email", "custom:role"] }),
    says: ofApp("other", "write_attributes"),
  },
  "tokens that cannot be revoked": {
    head: app({ enable_token_revocation: false }),
    says: ofApp("other", "enable_token_revocation"),
  },
  "a client more": {
    head: { aws_cognito_user_pool_client: { debug: { name: "debug", user_pool_id: POOL } } },
    says: ["other aws_cognito_user_pool_client.debug"],
  },
  "a domain": {
    head: { aws_cognito_user_pool_domain: { d: { domain: "shop", user_pool_id: POOL } } },
    says: ["other aws_cognito_user_pool_domain.d"],
  },
  "threat protection that is gone": {
    base: {
      aws_cognito_risk_configuration: {
        r: { user_pool_id: POOL, risk_exception_configuration: [{ blocked_ip_range_list: ["10.0.0.0/8"] }] },
      },
    },
    says: ["other aws_cognito_risk_configuration.r"],
  },
  "threat protection that excepts addresses": {
    head: {
      aws_cognito_risk_configuration: {
        r: { user_pool_id: POOL, risk_exception_configuration: [{ skipped_ip_range_list: ["0.0.0.0/1"] }] },
      },
    },
    says: ["other aws_cognito_risk_configuration.r"],
  },
  "a pool that may be the one that an authorizer names by a variable": {
    base: {
      ...unknownPool,
      aws_cognito_user_pool: {
        guests: { name: "guests", admin_create_user_config: [{ allow_admin_create_user_only: true }] },
      },
    },
    head: { ...unknownPool, aws_cognito_user_pool: { guests: { name: "guests" } } },
    says: [`other aws_cognito_user_pool.guests ${SELF_SIGN_UP}`],
  },
  "the issuer of a sign-in": {
    head: corp({ provider_details: { oidc_issuer: "https://other.example", client_id: "shop" } }),
    says: ofCorp("provider_details.oidc_issuer"),
  },
  "the claims of a sign-in": {
    head: corp({ attribute_mapping: { username: "email" } }),
    says: ofCorp("attribute_mapping.username"),
  },
  "a further sign-in": {
    head: {
      aws_cognito_identity_provider: {
        google: { user_pool_id: POOL, provider_name: "Google", provider_type: "Google" },
      },
    },
    says: ["other aws_cognito_identity_provider.google"],
  },
};
