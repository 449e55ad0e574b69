import { MachineClient, ServerClient } from "../../../constructs/identity/confidential-clients";
import type { UserPoolRef } from "../../../constructs/identity/user-pool";
import { UserPoolClient, type UserPoolClientProps } from "../../../constructs/identity/user-pool-client";
import { identityKitchen } from "../kitchen/identity";
import { all, only, terraformOf } from "../terraform";

const elsewhere: UserPoolRef = {
  id: "eu-central-1_AbCdEf123",
  arn: "arn:pool",
  endpoint: "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEf123",
};
const kitchen = terraformOf(identityKitchen);

describe("clients", () => {
  const client = (change: Partial<UserPoolClientProps>) =>
    only(
      terraformOf((stack) => {
        new UserPoolClient(stack, "app", { userPool: elsewhere, name: "app", signIn: "srp", ...change });
      }),
      "aws_cognito_user_pool_client",
    );

  test("the client of an app has no secret, no password flow and short tokens, and does not tell which users exist", () => {
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

  test("rotating refresh tokens replace the flow that would use one twice", () => {
    expect(client({ refresh: "rotating" })).toMatchObject({
      explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"],
      refresh_token_rotation: [{ feature: "ENABLED", retry_grace_period_seconds: 10 }],
    });
  });

  test("the block of fixed refresh tokens is written: a block that is left out is not off", () => {
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

  test("a machine client has the client credentials grant and its scopes, and signs no users in", () => {
    expect(
      all(confidential, "aws_cognito_user_pool_client").find((each) => each.name === "machine"),
    ).toMatchObject({
      allowed_oauth_flows: ["client_credentials"],
      allowed_oauth_scopes: ["shop/admin"],
      explicit_auth_flows: ["ALLOW_REFRESH_TOKEN_AUTH"],
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

  test("only name and e-mail are mapped from other providers", () => {
    for (const { attribute_mapping: mapping } of providers) {
      expect(Object.keys(mapping).filter((key) => !["email", "username"].includes(key))).toEqual([]);
    }
  });

  test("what AWS adds to a SAML provider is no difference", () => {
    const saml = providers.find((each) => each.provider_type === "SAML");
    expect(saml?.lifecycle.ignore_changes).toContain('provider_details["ActiveEncryptionCertificate"]');
  });
});
