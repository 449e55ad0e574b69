import { schemaOf } from "../../../constructs/identity/custom-attributes";
import { UserPool } from "../../../constructs/identity/user-pool";
import { userPoolArguments } from "../../../constructs/identity/user-pool-arguments";
import type { UserPoolSettings } from "../../../constructs/identity/user-pool-settings";
import { identityKitchen } from "../kitchen/identity";
import { roles } from "../small-api";
import { all, type Body, functionFolder, only, statements, terraformOf } from "../terraform";

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
const kitchen = terraformOf(identityKitchen);

describe("the pool", () => {
  test("by default it has strong passwords, a second factor by app, and protection from destruction", () => {
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

  test("mfa on requires the second factor; mfa off removes it", () => {
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
  ])("account recovery, with sign-in by %s", (_, settings, expected) => {
    const { recovery_mechanism: ways } = pool(settings).account_recovery_setting;
    expect(ways.map(({ name, priority }: Body) => [name, priority])).toEqual(
      expected.map((name, i) => [name, i + 1]),
    );
  });

  test("visitors may sign up only where that is declared, and the Terraform has either value", () => {
    const admin = (selfSignUp: boolean) => pool({ selfSignUp }).admin_create_user_config;
    expect(admin(true)).toEqual({ allow_admin_create_user_only: false });
    expect(admin(false)).toEqual({ allow_admin_create_user_only: true });
  });

  test.each<[NonNullable<UserPoolSettings["signInWith"]>, Body]>([
    [["email"], { username_attributes: ["email"], auto_verified_attributes: ["email"] }],
    [["email", "phone"], { username_attributes: ["email", "phone_number"], mfa_configuration: "OFF" }],
    [["user-name", "email"], { alias_attributes: ["email"] }],
    [["user-name"], { auto_verified_attributes: ["email"] }],
  ])("users sign in with %j", (signInWith, expected) => {
    const made = pool({ signInWith, ...(signInWith.includes("phone") && { mfa: "off" }) });
    expect(made).toMatchObject(expected);
    // Cognito refuses both at once.
    expect("username_attributes" in made && "alias_attributes" in made).toBe(false);
    expect(made.user_attribute_update_settings.attributes_require_verification_before_update).toEqual(
      made.auto_verified_attributes,
    );
  });

  test("text messages are sent by a role that only this pool can assume, and to phones only", () => {
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

  test("a further attribute is accepted", () => {
    expect(schemaOf([tenant, { name: "age", type: "Number", mutable: true }], [tenant])).toHaveLength(2);
  });

  test("a removed or changed attribute is refused with the reason", () => {
    expect(() => schemaOf([], [tenant])).toThrow(
      /"tenant" is deployed and no longer declared; Cognito cannot remove one/,
    );
    expect(() => schemaOf([{ ...tenant, max: 128 }], [tenant])).toThrow(
      /deployed with max 64 and declared with 128/,
    );
    expect(() => schemaOf([{ ...tenant, mutable: true }], [tenant])).toThrow(/deployed with mutable false/);
  });
});
