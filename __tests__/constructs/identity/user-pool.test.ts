import { TerraformVariable } from "cdktf";
import { SystemRoles } from "../../../constructs/api/roles/system-roles";
import { MachineClient, ServerClient } from "../../../constructs/identity/confidential-clients";
import { schemaOf } from "../../../constructs/identity/custom-attributes";
import { IdentityPool } from "../../../constructs/identity/identity-pool";
import type { OtherLogins } from "../../../constructs/identity/other-logins";
import { UserPool, type UserPoolRef } from "../../../constructs/identity/user-pool";
import { userPoolArguments } from "../../../constructs/identity/user-pool-arguments";
import { UserPoolClient, type UserPoolClientProps } from "../../../constructs/identity/user-pool-client";
import type { UserPoolSettings } from "../../../constructs/identity/user-pool-settings";
import { identityKitchen } from "../kitchen/identity";
import { roles } from "../small-api";
import { all, type Body, functionFolder, only, statements, type Terraform, terraformOf } from "../terraform";

const pool = (settings: Partial<UserPoolSettings> = {}) =>
  only(
    terraformOf((stack) => {
      new UserPool(stack, "users", {
        name: "shop",
        resourceServer: "shop",
        roles,
        tokenScopesFolder: functionFolder("token-scopes"),
        selfSignUp: false,
        ...settings,
      });
    }),
    "aws_cognito_user_pool",
  );
const elsewhere: UserPoolRef = {
  id: "eu-central-1_AbCdEf123",
  arn: "arn:pool",
  endpoint: "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEf123",
};
const kitchen = terraformOf(identityKitchen);

describe("the pool", () => {
  test("by default: strong passwords, a second factor by app, no destroying", () => {
    expect(pool()).toMatchObject({
      password_policy: {
        minimum_length: 12,
        require_lowercase: true,
        require_uppercase: true,
        require_numbers: true,
        require_symbols: true,
      },
      mfa_configuration: "OPTIONAL",
      software_token_mfa_configuration: { enabled: true },
      deletion_protection: "ACTIVE",
      lifecycle: { prevent_destroy: true },
    });
    expect(pool()).not.toHaveProperty("sms_configuration");
    expect(pool()).not.toHaveProperty("schema");
  });

  test("one word makes the second factor compulsory; off takes the factor away with it", () => {
    expect(pool({ mfa: "on" }).mfa_configuration).toBe("ON");
    expect(pool({ mfa: "off" })).not.toHaveProperty("software_token_mfa_configuration");
    expect(pool({ mfaFactors: ["sms"] }).software_token_mfa_configuration).toEqual({ enabled: false });
  });

  test("what a pool would keep when it is left out is written in full", () => {
    expect(pool()).toMatchObject({
      sign_in_policy: { allowed_first_auth_factors: ["PASSWORD"] },
      admin_create_user_config: { allow_admin_create_user_only: true },
      email_configuration: { email_sending_account: "COGNITO_DEFAULT" },
    });
  });

  const ses = { from: "shop@example.com", sesArn: "arn:aws:ses:eu-central-1:111111111111:identity/x" };
  test.each<[string, Partial<UserPoolSettings>, readonly string[]]>([
    ["user names", {}, ["verified_email"]],
    ["e-mail", { signInWith: ["email"] }, ["verified_email"]],
    ["phone", { signInWith: ["phone"], mfa: "off" }, ["admin_only"]],
    ["phone, mail by SES", { signInWith: ["phone"], mfa: "off", email: ses }, ["verified_email"]],
    ["phone, texts as a factor", { signInWith: ["phone"], mfaFactors: ["sms"] }, ["admin_only"]],
    [
      "phone, by choice",
      { signInWith: ["phone"], mfa: "off", recovery: ["phone"] },
      ["verified_phone_number"],
    ],
    [
      "user names, e-mail as a factor",
      { mfaFactors: ["email"], email: ses },
      ["verified_email", "verified_phone_number"],
    ],
  ])("the ways back in, with sign-in by %s", (_, settings, expected) => {
    const { recovery_mechanism: ways } = pool(settings).account_recovery_setting;
    expect(ways.map(({ name, priority }: Body) => [name, priority])).toEqual(
      expected.map((name, i) => [name, i + 1]),
    );
  });

  test("anybody may sign up only where that is written out, and the Terraform says either", () => {
    const admin = (selfSignUp: boolean) => pool({ selfSignUp }).admin_create_user_config;
    expect(admin(true)).toEqual({ allow_admin_create_user_only: false });
    expect(admin(false)).toEqual({ allow_admin_create_user_only: true });
  });

  test.each<[NonNullable<UserPoolSettings["signInWith"]>, Body]>([
    [["email"], { username_attributes: ["email"], auto_verified_attributes: ["email"] }],
    [["email", "phone"], { username_attributes: ["email", "phone_number"], mfa_configuration: "OFF" }],
    [["user-name", "email"], { alias_attributes: ["email"] }],
    [["user-name"], { auto_verified_attributes: ["email"] }],
  ])("people sign in with %j", (signInWith, expected) => {
    const made = pool({ signInWith, ...(signInWith.includes("phone") && { mfa: "off" }) });
    expect(made).toMatchObject(expected);
    // Cognito refuses both at once.
    expect("username_attributes" in made && "alias_attributes" in made).toBe(false);
    expect(made.user_attribute_update_settings.attributes_require_verification_before_update).toEqual(
      made.auto_verified_attributes,
    );
  });

  test("texts are sent by a role that only this pool can take on, and to phones only", () => {
    const terraform = terraformOf((stack) => {
      new UserPool(stack, "users", {
        name: "shop",
        resourceServer: "shop",
        roles,
        tokenScopesFolder: functionFolder("token-scopes"),
        selfSignUp: false,
        mfaFactors: ["totp", "sms"],
      });
    });
    const { external_id } = only(terraform, "aws_cognito_user_pool").sms_configuration;
    expect(only(terraform, "aws_cognito_user_pool").depends_on).toEqual([
      expect.stringMatching(/^aws_iam_role_policy\.users_texts/),
    ]);
    const role = all(terraform, "aws_iam_role").find((each) => each.name === "shop-texts");
    expect(statements(role?.assume_role_policy)[0]?.Condition).toEqual({
      StringEquals: { "sts:ExternalId": external_id },
    });
    const policy = all(terraform, "aws_iam_role_policy").find((each) => each.name === "send-texts");
    expect(statements(policy?.policy)[1]).toEqual({
      Effect: "Deny",
      Action: "sns:Publish",
      Resource: "arn:*:sns:*:*:*",
    });
  });

  test("passkeys and codes come beside the password, for the domain that is named", () => {
    const made = userPoolArguments({
      selfSignUp: false,
      passwordless: { factors: ["passkey", "email-code"], relyingParty: "shop.example.com" },
    });
    expect(made.signInPolicy).toEqual({ allowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN", "EMAIL_OTP"] });
    expect(made.webAuthnConfiguration).toEqual({
      relyingPartyId: "shop.example.com",
      userVerification: "required",
    });
  });

  test("threat protection covers custom sign-in, too, and stolen passwords are blocked", () => {
    expect(only(kitchen, "aws_cognito_user_pool").user_pool_add_ons).toMatchObject({
      advanced_security_mode: "ENFORCED",
      advanced_security_additional_flows: { custom_auth_mode: "ENFORCED" },
    });
    expect(only(kitchen, "aws_cognito_risk_configuration")).toMatchObject({
      compromised_credentials_risk_configuration: { actions: { event_action: "BLOCK" } },
      account_takeover_risk_configuration: { actions: { high_action: { event_action: "BLOCK" } } },
    });
  });
});

describe("custom attributes are only ever added", () => {
  const tenant = { name: "tenant", type: "String", mutable: false, max: 64 } as const;

  test("constraints are written in full, as Cognito reports them", () => {
    expect(schemaOf([tenant], [])).toEqual([
      {
        name: "tenant",
        attributeDataType: "String",
        mutable: false,
        required: false,
        developerOnlyAttribute: false,
        stringAttributeConstraints: { minLength: "0", maxLength: "64" },
      },
    ]);
  });

  test("one more is taken", () => {
    expect(schemaOf([tenant, { name: "age", type: "Number", mutable: true }], [tenant])).toHaveLength(2);
  });

  test("one less, or another form of one, is refused with the reason", () => {
    expect(() => schemaOf([], [tenant])).toThrow(
      /"tenant" is deployed and no longer declared; Cognito cannot remove one/,
    );
    expect(() => schemaOf([{ ...tenant, max: 128 }], [tenant])).toThrow(
      /deployed with max 64 and declared with 128/,
    );
    expect(() => schemaOf([{ ...tenant, mutable: true }], [tenant])).toThrow(/deployed with mutable false/);
  });
});

describe("clients", () => {
  const client = (change: Partial<UserPoolClientProps>) =>
    only(
      terraformOf((stack) => {
        new UserPoolClient(stack, "app", { userPool: elsewhere, name: "app", signIn: "srp", ...change });
      }),
      "aws_cognito_user_pool_client",
    );

  test("an app's has no secret, no password flow, short tokens, and does not tell which users exist", () => {
    expect(client({})).toMatchObject({
      generate_secret: false,
      explicit_auth_flows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      prevent_user_existence_errors: "ENABLED",
      enable_token_revocation: true,
      access_token_validity: 15,
      token_validity_units: [{ access_token: "minutes", id_token: "minutes", refresh_token: "days" }],
      allowed_oauth_flows: [],
      callback_urls: [],
    });
  });

  test("rotating refresh tokens take the place of the flow that would use one twice", () => {
    expect(client({ refresh: "rotating" })).toMatchObject({
      explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"],
      refresh_token_rotation: [{ feature: "ENABLED", retry_grace_period_seconds: 10 }],
    });
  });

  test("fixed refresh tokens are said in full: a block that is left out is not off", () => {
    expect(client({ refresh: "fixed" })).toMatchObject({
      explicit_auth_flows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      refresh_token_rotation: [{ feature: "DISABLED", retry_grace_period_seconds: 0 }],
    });
    expect(client({}).refresh_token_rotation).toEqual(client({ refresh: "fixed" }).refresh_token_rotation);
    expect(client({})).toMatchObject({ callback_urls: [], logout_urls: [], allowed_oauth_scopes: [] });
  });

  test("managed login is the code flow, never the implicit one", () => {
    const made = client({
      codeFlow: {
        callbackUrls: ["https://shop.example.com/in", "com.example.shop:/in", "http://localhost:5173/in"],
      },
    });
    expect(made).toMatchObject({
      allowed_oauth_flows: ["code"],
      allowed_oauth_flows_user_pool_client: true,
      allowed_oauth_scopes: ["openid", "email", "profile"],
    });
  });

  test("users cannot write what decides on access: custom attributes are in no default list", () => {
    expect(client({}).write_attributes).toEqual(["email", "preferred_username"]);
  });

  const confidential = terraformOf((stack) => {
    new ServerClient(stack, "server", { userPool: elsewhere, name: "server" });
    new MachineClient(stack, "machine", { userPool: elsewhere, name: "machine", scopes: ["shop/admin"] });
  });

  test("a server's and a machine's have a secret and cannot be replaced by a plan", () => {
    for (const each of all(confidential, "aws_cognito_user_pool_client")) {
      expect(each).toMatchObject({ generate_secret: true, lifecycle: { prevent_destroy: true } });
    }
  });

  test("a machine has client credentials and its scopes, and signs nobody in", () => {
    expect(
      all(confidential, "aws_cognito_user_pool_client").find((each) => each.name === "machine"),
    ).toMatchObject({
      allowed_oauth_flows: ["client_credentials"],
      allowed_oauth_scopes: ["shop/admin"],
      explicit_auth_flows: [],
      supported_identity_providers: [],
    });
  });

  test("clients wait for the providers and scopes that they name", () => {
    const named = (name: string) =>
      all(kitchen, "aws_cognito_user_pool_client").find((each) => each.name === name);
    expect(named("app")?.depends_on).toHaveLength(6);
    expect(named("app")?.supported_identity_providers).toEqual([
      "COGNITO",
      "Google",
      "Facebook",
      "LoginWithAmazon",
      "SignInWithApple",
      "Okta",
      "Company",
    ]);
    expect(named("machine")?.depends_on).toEqual([expect.stringMatching(/^aws_cognito_resource_server\./)]);
  });
});

describe("federation", () => {
  const providers = all(kitchen, "aws_cognito_identity_provider");

  test("no secret stands in the Terraform text", () => {
    for (const { provider_details: details } of providers) {
      for (const [key, value] of Object.entries(details as Record<string, string>)) {
        if (/secret|private_key/.test(key))
          expect(value).toMatch(/^\$\{(var\.|data\.aws_secretsmanager_secret_version\.)/);
      }
    }
    expect(providers.filter((each) => "client_secret" in each.provider_details)).toHaveLength(4);
    for (const variable of Object.values(kitchen.variable ?? {}))
      expect(variable).toMatchObject({ sensitive: true });
  });

  test("only name and e-mail are taken over from elsewhere", () => {
    for (const { attribute_mapping: mapping } of providers) {
      expect(Object.keys(mapping).filter((key) => !["email", "username"].includes(key))).toEqual([]);
    }
  });

  test("what AWS adds to a SAML provider is no difference", () => {
    const saml = providers.find((each) => each.provider_type === "SAML");
    expect(saml?.lifecycle.ignore_changes).toContain('provider_details["ActiveEncryptionCertificate"]');
  });
});

describe("the identity pool", () => {
  test("every other login maps by rules, and who matches none gets no role", () => {
    const mappings = only(kitchen, "aws_cognito_identity_pool_roles_attachment").role_mapping;
    expect(mappings.map((each: Body) => each.type)).toEqual([
      "Token",
      "Rules",
      "Rules",
      "Rules",
      "Rules",
      "Rules",
      "Rules",
    ]);
    for (const each of mappings) expect(each.ambiguous_role_resolution).toBe("Deny");
    expect(mappings[1].mapping_rule).toEqual([
      {
        claim: "groups",
        match_type: "Equals",
        value: "staff",
        role_arn: expect.stringMatching(/role-admin/),
      },
    ]);
  });

  test("all providers are known to it, and there are no guests", () => {
    expect(only(kitchen, "aws_cognito_identity_pool")).toMatchObject({
      allow_unauthenticated_identities: false,
      allow_classic_flow: false,
      developer_provider_name: "login.shop",
      supported_login_providers: {
        "accounts.google.com": "g",
        "graph.facebook.com": "f",
        "www.amazon.com": "a",
        "appleid.apple.com": "s",
      },
      openid_connect_provider_arns: [expect.any(String)],
      saml_provider_arns: [expect.any(String)],
    });
  });

  const identities = (logins: OtherLogins) =>
    terraformOf((stack) => {
      const clients = [{ id: "app" }];
      new IdentityPool(stack, "identities", { name: "shop", userPool: elsewhere, clients, roles, logins });
    });
  const roleNamed = (terraform: Terraform, name: string) =>
    all(terraform, "aws_iam_role").find((role) => role.name === name);

  test("who is signed in and has no role is named a role that has no policy, by the pool alone", () => {
    const terraform = identities({});
    expect(only(terraform, "aws_cognito_identity_pool_roles_attachment").roles).toEqual({
      authenticated: expect.stringMatching(/^\$\{aws_iam_role\.identities_authenticated_.*\.arn\}$/),
    });
    const role = roleNamed(terraform, "shop-authenticated");
    expect(role?.assume_role_policy).toBe(roleNamed(terraform, "shop-admin")?.assume_role_policy);
    expect(statements(role?.assume_role_policy)[0]?.Condition).toEqual({
      StringEquals: {
        "cognito-identity.amazonaws.com:aud": expect.stringMatching(/aws_cognito_identity_pool/),
      },
      "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
    });
    expect(Object.keys(terraform.resource).filter((type) => /_policy/.test(type))).toEqual([]);
  });

  test("a role that a login names takes its place", () => {
    const terraform = identities({ developer: { name: "login.shop", role: "user" } });
    expect(only(terraform, "aws_cognito_identity_pool_roles_attachment").roles).toEqual({
      authenticated: expect.stringMatching(/role-user/),
    });
    expect(roleNamed(terraform, "shop-authenticated")).toBeUndefined();
  });

  test("a role whose policy another stack gives can be removed: IAM is told to take the policy with it", () => {
    const terraform = identities({});
    for (const name of Object.keys(roles))
      expect(roleNamed(terraform, `shop-${name}`)).toMatchObject({ force_detach_policies: true });
    const systems = terraformOf((stack) => {
      new SystemRoles(stack, "systems", { name: "shop", systems: { robot: { description: "A robot" } } });
    });
    for (const role of [...all(systems, "aws_iam_role"), roleNamed(kitchen, "company-saml-admin")])
      expect(role).toMatchObject({ force_detach_policies: true });
  });

  test("people of a directory get a role by an assertion that was made for AWS", () => {
    const trust = all(kitchen, "aws_iam_role")
      .filter((each) => /-saml-/.test(each.name))
      .map((each) => statements(each.assume_role_policy)[0]);
    expect(trust).toHaveLength(2);
    for (const each of trust) {
      expect(each).toMatchObject({
        Action: "sts:AssumeRoleWithSAML",
        Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
      });
    }
  });
});

test("a pool made elsewhere is taken by value, by variable or from another state", () => {
  const terraform = terraformOf((stack) => {
    const id = new TerraformVariable(stack, "user_pool_id", { type: "string" }).stringValue;
    const userPool = {
      id,
      arn: "${var.user_pool_arn}",
      endpoint: `cognito-idp.eu-central-1.amazonaws.com/${id}`,
    };
    const app = new UserPoolClient(stack, "app", { userPool, name: "app", signIn: "srp" });
    new IdentityPool(stack, "identities", { name: "shop", userPool, clients: [app], roles });
  });
  expect(all(terraform, "aws_cognito_user_pool")).toEqual([]);
  expect(only(terraform, "aws_cognito_user_pool_client").user_pool_id).toBe("${var.user_pool_id}");
  expect(only(terraform, "aws_cognito_identity_pool").cognito_identity_providers[0].provider_name).toBe(
    "cognito-idp.eu-central-1.amazonaws.com/${var.user_pool_id}",
  );
});

test("an identity pool made elsewhere gets the roles, and no second pool is made", () => {
  const terraform = terraformOf((stack) => {
    const userPool = { id: "eu-west-1_a1B2c3D4e", arn: "${var.user_pool_arn}", endpoint: "${var.endpoint}" };
    const existing = { id: new TerraformVariable(stack, "identity_pool_id", { type: "string" }).stringValue };
    const props = { name: "shop", userPool, clients: [{ id: "${var.client_id}" }], roles, existing };
    new IdentityPool(stack, "identities", props);
  });
  expect(all(terraform, "aws_cognito_identity_pool")).toEqual([]);
  const attachment = only(terraform, "aws_cognito_identity_pool_roles_attachment");
  expect(attachment.identity_pool_id).toBe("${var.identity_pool_id}");
  expect(attachment.role_mapping).toEqual([
    {
      ambiguous_role_resolution: "Deny",
      identity_provider: "${var.endpoint}:${var.client_id}",
      type: "Token",
    },
  ]);
  for (const role of all(terraform, "aws_iam_role")) {
    const [statement] = JSON.parse(role.assume_role_policy).Statement;
    expect(statement.Condition.StringEquals).toEqual({
      "cognito-identity.amazonaws.com:aud": "${var.identity_pool_id}",
    });
  }
  // And the role without rights.
  expect(all(terraform, "aws_iam_role")).toHaveLength(Object.keys(roles).length + 1);
});
