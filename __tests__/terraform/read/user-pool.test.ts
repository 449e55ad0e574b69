import { TerraformError } from "../../../terraform/error";
import type { ClientSettings, DeclaredUser, UserPool, UserPoolSettings } from "../../../terraform/model";
import type { Document } from "../build/stacks";
import { reading } from "./reading";

/** What a strict reader makes of a user pool's accounts, from a change of the shop's pool or its client. */

const POOL_ID = "${aws_cognito_user_pool.people.id}";
const FN = "${aws_lambda_function.fn.arn}";

function poolOf(edit: (resource: Document) => void): UserPool {
  const read = reading(({ api, identity }) => {
    identity.resource.random_password = { later: { length: 12 } };
    edit(identity.resource);
    if (JSON.stringify(identity).includes(FN)) move(api, identity);
  });
  return read(true).userPools[0] as UserPool;
}

/** A trigger's function stands in the stack of the pool. */
function move(api: Document, identity: Document): void {
  const { environment: _, ...fn } = api.resource.aws_lambda_function.fn;
  identity.resource.aws_lambda_function = {
    fn: { ...fn, function_name: "trigger", role: "arn:aws:iam::1:role/r" },
  };
}

const withPool = (values: object) =>
  poolOf((r) => Object.assign(r.aws_cognito_user_pool.people, values)).settings;
const withClient = (values: object) =>
  poolOf((r) => Object.assign(r.aws_cognito_user_pool_client.app, values)).clients[0]
    ?.settings as ClientSettings;

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

const clients: Readonly<Record<string, readonly [values: object, read: Partial<ClientSettings>]>> = {
  "existence that is hidden": [{ prevent_user_existence_errors: "ENABLED" }, { hidesUserExistence: true }],
  "rotated refresh tokens": [
    {
      explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"],
      refresh_token_rotation: [{ feature: "ENABLED", retry_grace_period_seconds: 10 }],
    },
    { rotation: { retryGraceSeconds: 10 } },
  ],
  "rotation that is off": [{ refresh_token_rotation: [{ feature: "DISABLED" }] }, {}],
  "attributes that may be read and written": [
    { read_attributes: ["email", "custom:town"], write_attributes: ["name"] },
    { readAttributes: ["email", "custom:town"], writeAttributes: ["name"] },
  ],
  "ten minutes for a challenge": [{ auth_session_validity: 10 }, { authSessionMinutes: 10 }],
  "no revocation": [{ enable_token_revocation: false }, { revokesTokens: false }],
};

test.each(Object.entries(clients))("%s", (_, [values, read]) => {
  expect(withClient(values)).toEqual({
    authSessionMinutes: 3,
    hidesUserExistence: false,
    revokesTokens: true,
    ...read,
  });
});

test("users of the Terraform have their groups, and a password where it is known", () => {
  const { users } = poolOf((r) => {
    r.aws_cognito_user = {
      alice: {
        user_pool_id: POOL_ID,
        username: "alice",
        password: "Passw0rd!",
        attributes: { name: "Alice" },
      },
      bob: { user_pool_id: POOL_ID, username: "bob", temporary_password: "${random_password.later.result}" },
    };
    r.aws_cognito_user_in_group = {
      alice: {
        user_pool_id: POOL_ID,
        username: "${aws_cognito_user.alice.username}",
        group_name: "${aws_cognito_user_group.user.name}",
      },
    };
  });
  expect(users).toEqual<DeclaredUser[]>([
    {
      address: "identity/aws_cognito_user.alice",
      username: "alice",
      attributes: { name: "Alice" },
      groups: ["user"],
      isEnabled: true,
      password: "Passw0rd!",
      mustChangePassword: false,
    },
    {
      address: "identity/aws_cognito_user.bob",
      username: "bob",
      attributes: {},
      groups: [],
      isEnabled: true,
      mustChangePassword: true,
    },
  ]);
});

const refused: Readonly<Record<string, readonly [edit: () => unknown, error: string]>> = {
  "a schema that is not known": [
    () => withPool({ schema: "${random_password.later.result}" }),
    "VALUE_UNKNOWN: schema",
  ],
  "a password policy that is not known": [
    () => withPool({ password_policy: { minimum_length: "${random_password.later.result}" } }),
    "VALUE_UNKNOWN: password_policy.minimum_length decides about access",
  ],
  "a length that Cognito refuses": [
    () => withPool({ password_policy: { minimum_length: 5 } }),
    "ARGUMENT_UNSUPPORTED: minimum_length is 5, expected 6 to 99",
  ],
  "an own attribute that is required": [
    () => withPool({ schema: [{ name: "town", attribute_data_type: "String", required: true }] }),
    "ARGUMENT_UNSUPPORTED: the schema requires the attribute town",
  ],
  "an alias of another kind": [
    () => withPool({ alias_attributes: ["name"] }),
    'ARGUMENT_UNSUPPORTED: alias_attributes is "name", expected one of email, phone_number, preferred_username',
  ],
  "rotation beside the flow that it replaces": [
    () =>
      withClient({
        explicit_auth_flows: ["ALLOW_REFRESH_TOKEN_AUTH"],
        refresh_token_rotation: [{ feature: "ENABLED" }],
      }),
    "ARGUMENT_UNSUPPORTED: explicit_auth_flows has ALLOW_REFRESH_TOKEN_AUTH",
  ],
  "whether existence is hidden is not known": [
    () => withClient({ prevent_user_existence_errors: "${random_password.later.result}" }),
    "VALUE_UNKNOWN: prevent_user_existence_errors decides about access",
  ],
  "a user of no pool": [
    () => poolOf((r) => (r.aws_cognito_user = { a: { user_pool_id: "us-east-1_Other", username: "a" } })),
    "REFERENCE_MISSING: user_pool_id is us-east-1_Other, and no user pool has it",
  ],
  "two passwords": [
    () =>
      poolOf((r) => {
        r.aws_cognito_user = {
          a: { user_pool_id: POOL_ID, username: "a", password: "Passw0rd!", temporary_password: "Passw0rd!" },
        };
      }),
    "ARGUMENT_UNSUPPORTED: password and temporary_password are both set",
  ],
};

test.each(Object.entries(refused))("the gate refuses %s", (_, [edit, error]) => {
  expect(refusal(edit)).toContain(error);
});

function refusal(edit: () => unknown): string {
  try {
    edit();
  } catch (error) {
    if (error instanceof TerraformError)
      return `${error.code}: ${error.message.replace(/identity\/\S+: /, "")}`;
    throw error;
  }
  return "it was read";
}

test("a review reads none of it, so that nothing unknown stops it", () => {
  const read = reading(({ identity }) => {
    identity.resource.random_password = { later: { length: 12 } };
    identity.resource.aws_cognito_user_pool.people.schema = "${random_password.later.result}";
    identity.resource.aws_cognito_user = { a: { user_pool_id: POOL_ID, username: "a" } };
  });
  const [pool] = read(false).userPools;
  expect(pool?.settings.attributes.size).toBe(20);
  expect(pool?.users).toEqual([]);
});
