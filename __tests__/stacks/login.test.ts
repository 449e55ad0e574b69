import { DeclarationError } from "../../constructs/declaration/errors";
import { environmentNamed } from "../../stacks/environment-named";
import type { LoginSettings } from "../../stacks/login";
import { terraformOf } from "./synthesized";

/** The setting `login`: the domain of the user pool, and the clients of its OAuth endpoints. */

const codeFlow = {
  callbackUrls: ["https://shop.example.com/in"],
  logoutUrls: ["https://shop.example.com/out"],
};
const prefix = { at: { prefix: "petstore-login" } } as const;

function identity(login: object, environment = "dev") {
  const { resource, output } = terraformOf(environmentNamed(environment, { login })).identity;
  return { resource, output: Object.keys(output ?? {}) };
}

function refusal(login: object): string {
  try {
    identity(login);
  } catch (error) {
    if (error instanceof DeclarationError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "accepted";
}

test("without it there is neither a domain nor a client that uses one", () => {
  const { resource } = terraformOf(environmentNamed("dev")).identity;
  expect(resource.aws_cognito_user_pool_domain).toBeUndefined();
  expect(Object.keys(resource.aws_cognito_user_pool_client ?? {})).toEqual(["app_client", "script_client"]);
  expect(resource.aws_cognito_user_pool_client?.app_client).toMatchObject({
    allowed_oauth_flows_user_pool_client: false,
  });
});

test("a prefix, and the code flow of the app", () => {
  const { output, resource } = identity({ ...prefix, app: codeFlow } satisfies LoginSettings);
  expect(resource.aws_cognito_user_pool_domain).toEqual({
    login_pages_domain: expect.objectContaining({ domain: "petstore-login", managed_login_version: 2 }),
  });
  expect(resource.aws_cognito_user_pool_client?.app_client).toMatchObject({
    allowed_oauth_flows: ["code"],
    allowed_oauth_flows_user_pool_client: true,
    callback_urls: codeFlow.callbackUrls,
    logout_urls: codeFlow.logoutUrls,
    supported_identity_providers: ["COGNITO"],
  });
  expect(Object.keys(resource.aws_cognito_managed_login_branding ?? {})).toEqual(["login_pages_pages-app"]);
  expect(output).toContain("login_domain");
});

test("classic pages have no branding, which managed login has", () => {
  const { resource } = identity({ ...prefix, pages: "classic", app: codeFlow } satisfies LoginSettings);
  expect(resource.aws_cognito_user_pool_domain).toEqual({
    login_pages_domain: expect.objectContaining({ managed_login_version: 1 }),
  });
  expect(resource.aws_cognito_managed_login_branding).toBeUndefined();
});

test("a domain of one's own has its certificate and its record, and production keeps it", () => {
  const at = {
    domain: "login.example.com",
    certificateArn: "arn:aws:acm:us-east-1:111111111111:certificate/1",
    zoneId: "Z1",
  };
  const { resource } = identity({ at } satisfies LoginSettings, "prod");
  expect(resource.aws_cognito_user_pool_domain).toEqual({
    login_pages_domain: expect.objectContaining({
      domain: "login.example.com",
      certificate_arn: at.certificateArn,
      lifecycle: { prevent_destroy: true },
    }),
  });
  expect(Object.keys(resource.aws_route53_record ?? {})).toEqual(["login_pages_name"]);
});

test("the server's client has a secret, and its ID tokens are accepted as the app's are", () => {
  const settings = { ...prefix, server: codeFlow } satisfies LoginSettings;
  const { output, resource } = identity(settings);
  expect(resource.aws_cognito_user_pool_client?.login_server_client).toMatchObject({
    generate_secret: true,
    allowed_oauth_flows: ["code"],
  });
  expect(output).toContain("server_client_id");
  const { routes } = terraformOf(environmentNamed("dev", { login: settings }));
  expect(JSON.stringify(routes.resource.aws_api_gateway_authorizer)).toContain("login_server_client");
});

test("the program's client has the scopes of its roles, and no other way in", () => {
  const { output, resource } = identity({
    ...prefix,
    machine: { roles: ["user"], tokens: 30 },
  } satisfies LoginSettings);
  expect(resource.aws_cognito_user_pool_client?.login_machine_client).toMatchObject({
    generate_secret: true,
    explicit_auth_flows: ["ALLOW_REFRESH_TOKEN_AUTH"],
    allowed_oauth_flows: ["client_credentials"],
    allowed_oauth_scopes: ["petstore/user"],
    access_token_validity: 30,
    depends_on: ["aws_cognito_resource_server.users_resource-server"],
  });
  expect(output).toContain("machine_client_id");
});

test("clients with the code flow offer every identity provider, and are created after them", () => {
  const { resource } = identity({
    ...prefix,
    app: codeFlow,
    server: codeFlow,
    federation: {
      google: { clientId: "g", secret: { variable: "google_secret" } },
      facebook: { clientId: "f", secret: { variable: "facebook_secret" } },
      amazon: { clientId: "a", secret: { variable: "amazon_secret" } },
      oidc: {
        Okta: { clientId: "o", secret: { variable: "okta_secret" }, issuer: "https://example.okta.com" },
      },
      saml: { Company: { metadataUrl: "https://idp.example.com/metadata", email: "mail" } },
    },
  } satisfies LoginSettings);
  const names = ["Google", "Facebook", "LoginWithAmazon", "Okta", "Company"];
  for (const client of ["app_client", "login_server_client"])
    expect(resource.aws_cognito_user_pool_client?.[client]).toMatchObject({
      supported_identity_providers: ["COGNITO", ...names],
      depends_on: names.map((name) => `aws_cognito_identity_provider.federation_${name}`),
    });
  expect(resource.aws_cognito_user_pool_client?.script_client).toMatchObject({
    supported_identity_providers: ["COGNITO"],
  });
});

test.each<[settings: object, message: RegExp]>([
  [{}, /^CONFIG_FIELD_MISSING: dev.login has no field "at"/],
  [{ at: { prefix: "my-aws-login" } }, /^LOGIN_DOMAIN_INVALID: .*without aws, amazon or cognito/],
  [
    { at: { domain: "login.example.com" } },
    /^CONFIG_FIELD_MISSING: dev.login.at has no field "certificateArn"/,
  ],
  [{ ...prefix, pages: "new" }, /^CONFIG_INVALID: dev.login.pages is "new"; expected managed or classic/],
  [{ ...prefix, app: { callbackUrls: [] } }, /^CALLBACK_MISSING/],
  [{ ...prefix, app: { callbackUrls: ["http://shop.example.com/in"] } }, /^CALLBACK_INVALID/],
  [{ ...prefix, machine: { roles: [] } }, /^CONFIG_INVALID: dev.login.machine.roles/],
  [{ ...prefix, machine: { roles: ["owner"] } }, /^SCOPE_INVALID: .*"owner"; declared are admin, user/],
  [{ ...prefix, machine: { roles: ["user"], tokens: 1 } }, /expected a whole number from 5 to 1440/],
  [
    { ...prefix, federation: { okta: {} } },
    /^CONFIG_FIELD_UNKNOWN: dev.login.federation has the field "okta"/,
  ],
])("%j is refused", (settings, message) => {
  expect(refusal(settings)).toMatch(message);
});
