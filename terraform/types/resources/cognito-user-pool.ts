import {
  assigned,
  block,
  computed,
  ignored,
  link,
  notEvaluated,
  read,
  replacing,
  served,
} from "../attributes";
import type { ResourceType } from "../resource-type";
import { DIGITS, LOWER, random, regionalArn, UPPER } from "../stand-ins";

const ofFunction = { links: ["aws_lambda_function.arn"] };
/** A trigger that the gate runs. */
const trigger = {
  ...notEvaluated("what the user pool's trigger decides is not evaluated", { served: true }),
  ...ofFunction,
};
const challenge = {
  ...notEvaluated("a function of the user pool's own decides who is signed in", {
    opens: true,
    served: true,
  }),
  ...ofFunction,
};
/** It sends a code that the gate shows in place of sending it. */
const sender = notEvaluated("the function that sends codes is not run here", { serving: true });

export const cognitoUserPool = {
  name: "aws_cognito_user_pool",
  attributes: {
    name: replacing(served),
    lambda_config: block({
      pre_token_generation: link("aws_lambda_function.arn"),
      pre_token_generation_config: block({
        lambda_arn: link("aws_lambda_function.arn"),
        lambda_version: read,
      }),
      post_authentication: trigger,
      post_confirmation: trigger,
      pre_authentication: trigger,
      create_auth_challenge: challenge,
      define_auth_challenge: challenge,
      verify_auth_challenge_response: challenge,
      pre_sign_up: {
        ...notEvaluated(
          "a function of the user pool's own may confirm any user who signs up, and it is not run here",
          { opens: true, served: true },
        ),
        ...ofFunction,
      },
      user_migration: {
        ...notEvaluated(
          "a function of the user pool's own may import users when they sign in, and it is not run here",
          { opens: true, served: true },
        ),
        ...ofFunction,
      },
      custom_message: { ...served, ...ofFunction },
      custom_email_sender: block({ lambda_arn: sender, lambda_version: served }),
      custom_sms_sender: block({ lambda_arn: sender, lambda_version: served }),
      kms_key_id: ignored,
    }),
    admin_create_user_config: block({
      allow_admin_create_user_only: read,
      invite_message_template: block({ email_message: served, email_subject: served, sms_message: served }),
    }),
    username_configuration: block({ case_sensitive: read }),
    alias_attributes: replacing(served),
    username_attributes: replacing(served),
    mfa_configuration: served,
    user_pool_add_ons: notEvaluated("threat protection of the user pool is not evaluated"),
    account_recovery_setting: block({ recovery_mechanism: block({ name: served, priority: served }) }),
    auto_verified_attributes: served,
    deletion_protection: ignored,
    device_configuration: notEvaluated("devices of users are not remembered here", { serving: true }),
    email_configuration: ignored,
    email_mfa_configuration: block({ message: served, subject: served }),
    email_verification_message: served,
    email_verification_subject: served,
    password_policy: block({
      minimum_length: served,
      password_history_size: served,
      require_lowercase: served,
      require_numbers: served,
      require_symbols: served,
      require_uppercase: served,
      temporary_password_validity_days: served,
    }),
    schema: block({
      attribute_data_type: served,
      developer_only_attribute: served,
      mutable: served,
      name: served,
      required: served,
      number_attribute_constraints: block({ max_value: served, min_value: served }),
      string_attribute_constraints: block({ max_length: served, min_length: served }),
    }),
    sign_in_policy: block({ allowed_first_auth_factors: served }),
    sms_authentication_message: served,
    sms_configuration: served,
    sms_verification_message: served,
    software_token_mfa_configuration: block({ enabled: served }),
    user_attribute_update_settings: block({ attributes_require_verification_before_update: served }),
    user_pool_tier: served,
    verification_message_template: block({
      default_email_option: served,
      email_message: served,
      email_message_by_link: served,
      email_subject: served,
      email_subject_by_link: served,
      sms_message: served,
    }),
    web_authn_configuration: block({ relying_party_id: served, user_verification: served }),
    arn: assigned(regionalArn("cognito-idp", "userpool/{id}")),
    id: assigned(random(9, DIGITS + UPPER + LOWER, { before: "{region}_" })),
    last_modified_date: computed,
    creation_date: computed,
    custom_domain: computed,
    domain: computed,
    endpoint: assigned("cognito-idp.{region}.amazonaws.com/{id}"),
    estimated_number_of_users: computed,
  },
} satisfies ResourceType;
