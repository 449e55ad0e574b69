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

const trigger = notEvaluated("the user pool's trigger is not run here");
const challenge = notEvaluated(
  "a function of the user pool's own decides who is signed in, and it is not run here",
  { opens: true },
);

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
      pre_sign_up: notEvaluated(
        "a function of the user pool's own may confirm any user who signs up, and it is not run here",
        { opens: true },
      ),
      user_migration: notEvaluated(
        "a function of the user pool's own may import users when they sign in, and it is not run here",
        { opens: true },
      ),
      custom_message: ignored,
      custom_email_sender: ignored,
      custom_sms_sender: ignored,
      kms_key_id: ignored,
    }),
    admin_create_user_config: block({
      allow_admin_create_user_only: read,
      invite_message_template: ignored,
    }),
    username_configuration: block({ case_sensitive: read }),
    alias_attributes: replacing(ignored),
    username_attributes: replacing(ignored),
    mfa_configuration: notEvaluated("signing in here asks for no second factor", { unless: "OFF" }),
    user_pool_add_ons: notEvaluated("threat protection of the user pool is not evaluated"),
    account_recovery_setting: ignored,
    auto_verified_attributes: ignored,
    deletion_protection: ignored,
    device_configuration: ignored,
    email_configuration: ignored,
    email_mfa_configuration: ignored,
    email_verification_message: ignored,
    email_verification_subject: ignored,
    password_policy: ignored,
    schema: ignored,
    sign_in_policy: ignored,
    sms_authentication_message: ignored,
    sms_configuration: ignored,
    sms_verification_message: ignored,
    software_token_mfa_configuration: ignored,
    user_attribute_update_settings: ignored,
    user_pool_tier: ignored,
    verification_message_template: ignored,
    web_authn_configuration: ignored,
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
