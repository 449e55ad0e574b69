import type { UserPoolSettings } from "../../../terraform/model";
import { FN, poolOf, withPool } from "./changed-pool";

/** What a strict reader makes of a user pool, from a change of the shop's pool. */

test("a pool and a client that say nothing have AWS's defaults", () => {
  const { clients, settings, users } = poolOf((r) => {
    delete r.aws_cognito_user_pool.people.admin_create_user_config;
  });
  const { attributes, ...others } = settings;
  expect(others).toEqual({
    passwordPolicy: {
      minimumLength: 8,
      requiresLowercase: true,
      requiresUppercase: true,
      requiresNumbers: true,
      requiresSymbols: true,
      historySize: 0,
      temporaryPasswordDays: 7,
    },
    usernameAttributes: [],
    aliasAttributes: [],
    autoVerifiedAttributes: [],
    verifiedBeforeUpdate: [],
    recovery: ["verified_phone_number", "verified_email"],
    allowsSignUp: true,
    confirmsByLink: false,
    messages: NO_MESSAGES,
    mfa: { mode: "OFF", sms: false, softwareToken: false, email: false },
    firstFactors: ["PASSWORD"],
    triggers: {},
    tier: "ESSENTIALS",
  });
  expect(attributes.size).toBe(20);
  expect(attributes.get("sub")).toMatchObject({ mutable: false, required: true });
  expect(attributes.get("birthdate")).toMatchObject({ least: 10, most: 10, mutable: true, required: false });
  expect(clients[0]?.settings).toEqual({
    authSessionMinutes: 3,
    hidesUserExistence: false,
    revokesTokens: true,
  });
  expect(users).toEqual([]);
});

const NO_MESSAGES = { verification: {}, link: {}, invitation: {}, authentication: {} };

const pools: Readonly<Record<string, readonly [values: object, read: Partial<UserPoolSettings>]>> = {
  "a policy that requires nothing but a length": [
    { password_policy: { minimum_length: 12 } },
    {
      passwordPolicy: {
        minimumLength: 12,
        requiresLowercase: false,
        requiresUppercase: false,
        requiresNumbers: false,
        requiresSymbols: false,
        historySize: 0,
        temporaryPasswordDays: 7,
      },
    },
  ],
  "user names that are e-mail addresses": [
    { username_attributes: ["email"], auto_verified_attributes: ["email"] },
    { usernameAttributes: ["email"], autoVerifiedAttributes: ["email"] },
  ],
  aliases: [{ alias_attributes: ["preferred_username"] }, { aliasAttributes: ["preferred_username"] }],
  "an address that is verified before it changes": [
    { user_attribute_update_settings: { attributes_require_verification_before_update: ["email"] } },
    { verifiedBeforeUpdate: ["email"] },
  ],
  "recovery in the order of its priority": [
    {
      account_recovery_setting: {
        recovery_mechanism: [
          { name: "verified_phone_number", priority: 2 },
          { name: "verified_email", priority: 1 },
        ],
      },
    },
    { recovery: ["verified_email", "verified_phone_number"] },
  ],
  "accounts that administrators make": [
    { admin_create_user_config: { allow_admin_create_user_only: true } },
    { allowsSignUp: false },
  ],
  "a second factor from an app": [
    { mfa_configuration: "ON", software_token_mfa_configuration: { enabled: true }, sms_configuration: {} },
    { mfa: { mode: "ON", sms: true, softwareToken: true, email: false } },
  ],
  "a second factor that is off": [
    { software_token_mfa_configuration: { enabled: true } },
    { mfa: { mode: "OFF", sms: false, softwareToken: false, email: false } },
  ],
  passkeys: [
    {
      sign_in_policy: { allowed_first_auth_factors: ["PASSWORD", "WEB_AUTHN"] },
      web_authn_configuration: { relying_party_id: "example.com" },
    },
    {
      firstFactors: ["PASSWORD", "WEB_AUTHN"],
      mfa: {
        mode: "OFF",
        sms: false,
        softwareToken: false,
        email: false,
        webAuthn: { relyingPartyId: "example.com", userVerification: "preferred" },
      },
    },
  ],
  "devices that users remember": [
    { device_configuration: { device_only_remembered_on_user_prompt: true } },
    { devices: { challengesNewDevices: false, asksToRemember: true } },
  ],
  "links in place of codes": [
    { verification_message_template: { default_email_option: "CONFIRM_WITH_LINK" } },
    { confirmsByLink: true },
  ],
  "messages of codes, links, invitations and sign-ins": [
    {
      verification_message_template: {
        email_message: "Use {####}",
        email_subject: "Code",
        email_message_by_link: "Follow {##this##}",
        email_subject_by_link: "Link",
        sms_message: "{####}!",
      },
      admin_create_user_config: {
        invite_message_template: {
          email_message: "Hi {username}: {####}",
          email_subject: "Hi",
          sms_message: "{####}?",
        },
      },
      mfa_configuration: "OPTIONAL",
      email_mfa_configuration: { message: "Enter {####}", subject: "Sign-in" },
      sms_authentication_message: "Type {####}",
    },
    {
      messages: {
        verification: { subject: "Code", email: "Use {####}", sms: "{####}!" },
        link: { subject: "Link", email: "Follow {##this##}" },
        invitation: { subject: "Hi", email: "Hi {username}: {####}", sms: "{####}?" },
        authentication: { subject: "Sign-in", email: "Enter {####}", sms: "Type {####}" },
      },
    },
  ],
  "messages at their former place": [
    {
      email_verification_message: "Use {####}",
      email_verification_subject: "Code",
      sms_verification_message: "{####}!",
    },
    { messages: { ...NO_MESSAGES, verification: { subject: "Code", email: "Use {####}", sms: "{####}!" } } },
  ],
};

test.each(Object.entries(pools))("%s", (_, [values, read]) => {
  expect(withPool(values)).toMatchObject(read);
});

test("the schema changes standard attributes and adds the pool's own", () => {
  const { attributes } = withPool({
    schema: [
      { name: "email", attribute_data_type: "String", required: true, mutable: true },
      {
        name: "age",
        attribute_data_type: "Number",
        mutable: true,
        number_attribute_constraints: { min_value: "18", max_value: "120" },
      },
      { name: "town", attribute_data_type: "String", developer_only_attribute: true },
    ],
  });
  expect(attributes.get("email")).toMatchObject({ required: true, mutable: true, least: 0, most: 2_048 });
  expect(attributes.get("custom:age")).toEqual({
    name: "custom:age",
    type: "Number",
    developerOnly: false,
    mutable: true,
    required: false,
    least: 18,
    most: 120,
  });
  expect(attributes.get("dev:custom:town")).toMatchObject({ developerOnly: true, mutable: false });
});

test("triggers are functions by their name", () => {
  const { triggers } = withPool({ lambda_config: { post_confirmation: FN, custom_message: FN } });
  expect(Object.keys(triggers)).toEqual(["postConfirmation", "customMessage"]);
  expect(triggers.postConfirmation).toMatch(/^arn:aws:lambda:.*:function:trigger$/);
});
