import { choose } from "../../../cli/client/choose";
import type { ClientFacts } from "../../../cli/client/facts";
import { amplifyGen1 } from "../../../cli/client/formats/amplify-gen1";
import { api, facts, local, pool } from "./pets-facts";
import { written } from "./written";

/** The files of Amplify, of both generations. */

test("amplify_outputs.json has the pool's settings, and what the schema has no place for below custom", () => {
  const { notes, text } = written("amplify", facts);
  expect(notes).toEqual([]);
  expect(JSON.parse(text)).toMatchObject({
    version: "1.5",
    auth: {
      aws_region: "us-east-1",
      user_pool_id: "us-east-1_Pets00001",
      user_pool_client_id: "app-id",
      identity_pool_id: "us-east-1:00000000-0000-4000-8000-000000000000",
      unauthenticated_identities_enabled: false,
      standard_required_attributes: ["email"],
      groups: [{ admin: { precedence: 1 } }, { user: {} }],
    },
    custom: {
      API: { pets: { endpoint: api.url, region: "us-east-1", apiName: "pets" } },
      gatehouse: { credentials: { pets: { "GET /pets": "signature", "GET /account": "id-token" } } },
    },
  });
  expect(JSON.parse(text).custom.gatehouse).not.toHaveProperty("endpoints");
});

const oauth = {
  flows: ["code"],
  scopes: ["openid"],
  callbackUrls: ["https://app.test/"],
  logoutUrls: ["https://app.test/out"],
  identityProviders: ["COGNITO", "Google", "Partner"],
};
const withLogin = (of: ClientFacts, oauthUrl: string, more: object = {}): ClientFacts => ({
  ...of,
  userPools: of.userPools.map((one) => ({
    ...one,
    oauthUrl,
    clients: one.clients.map((client) =>
      client.name === "app" ? { ...client, oauth: { ...oauth, ...more } } : client,
    ),
  })),
});

test("login pages are named where Amplify can call them", () => {
  const login = withLogin(facts, "https://pets.auth.us-east-1.amazoncognito.com");
  expect(JSON.parse(written("amplify", login).text).auth.oauth).toEqual({
    identity_providers: ["GOOGLE"],
    domain: "pets.auth.us-east-1.amazoncognito.com",
    scopes: ["openid"],
    redirect_sign_in_uri: ["https://app.test/"],
    redirect_sign_out_uri: ["https://app.test/out"],
    response_type: "code",
  });
  const plain = written("amplify", withLogin(local, "http://127.0.0.1:3000"));
  expect(plain.notes).toEqual([expect.stringContaining("Start the gate with --https")]);
  expect(JSON.parse(plain.text).auth).not.toHaveProperty("oauth");
  expect(written("amplify", withLogin(facts, "https://login.test", { logoutUrls: [] })).notes).toEqual([
    expect.stringContaining("callback and logout addresses"),
  ]);
});

test("a second factor by e-mail is left out: Amplify for Android refuses the file", () => {
  const { settings } = pool;
  if ("unknown" in settings) throw new Error("the settings are known");
  const mfa = { ...settings.mfa, mode: "ON" as const, email: true, sms: false, softwareToken: true };
  const { notes, text } = written("amplify", {
    ...facts,
    userPools: [{ ...pool, settings: { ...settings, mfa } }],
  });
  expect(JSON.parse(text).auth).toMatchObject({ mfa_configuration: "REQUIRED", mfa_methods: ["TOTP"] });
  expect(notes).toEqual([expect.stringContaining("leaves EMAIL out")]);
});

test("settings that are not known are left out, and said", () => {
  const { notes, text } = written("amplify", {
    ...facts,
    userPools: [{ ...pool, settings: { unknown: "why" } }],
  });
  expect(JSON.parse(text).auth).not.toHaveProperty("password_policy");
  expect(notes).toEqual(["The file says nothing of passwords and second factors: why."]);
});

test("amplifyconfiguration.json has an entry for each lock", () => {
  const { notes, text } = written("amplify-gen1", facts);
  const { api: apis, auth } = JSON.parse(text);
  const types = Object.entries(apis.plugins.awsAPIPlugin).map(([name, entry]) => [
    name,
    (entry as { authorizationType: string }).authorizationType,
  ]);
  expect(types).toEqual([
    ["petsOpen", "NONE"],
    ["petsSigned", "AWS_IAM"],
    ["petsIdToken", "NONE"],
    ["petsAccessToken", "AMAZON_COGNITO_USER_POOLS"],
    ["petsOtherToken", "NONE"],
    ["petsAuthorizer", "NONE"],
  ]);
  expect(auth.plugins.awsCognitoAuthPlugin.CognitoUserPool.Default).toEqual({
    PoolId: "us-east-1_Pets00001",
    AppClientId: "app-id",
    Region: "us-east-1",
  });
  expect(notes).toContain(
    "petsIdToken: set the header Authorization to the ID token of fetchAuthSession in each request; for GET /account",
  );
});

test("aws-exports.js stands beside it, but for a gate: it has no endpoint", () => {
  const chosen = (of: ClientFacts) => amplifyGen1(choose(of, {}), { command: "", prefix: "" }).files;
  const { "aws-exports.js": text = "" } = chosen(facts);
  const [, json = ""] = /^const awsmobile = ([\s\S]*);\n\nexport default awsmobile;\n$/.exec(text) ?? [];
  expect(JSON.parse(json)).toMatchObject({
    aws_project_region: "us-east-1",
    aws_user_pools_id: "us-east-1_Pets00001",
    aws_user_pools_web_client_id: "app-id",
    aws_mandatory_sign_in: "enable",
    aws_cognito_signup_attributes: ["EMAIL", "CUSTOM:TOWN"],
    aws_cloud_logic_custom: [{ name: "pets", endpoint: api.url, region: "us-east-1" }],
  });
  const gate = { ...local, userPools: [{ ...pool, endpoint: "https://pets.test" }] };
  expect(Object.keys(chosen(gate))).toEqual(["amplifyconfiguration.json"]);
});

test("of a gate at port 443, the host alone", () => {
  const at = (endpoint: string): ClientFacts => ({ ...local, userPools: [{ ...pool, endpoint }] });
  const { notes, text } = written("amplify-gen1", at("https://pets.test"));
  const { CognitoUserPool, CredentialsProvider } = JSON.parse(text).auth.plugins.awsCognitoAuthPlugin;
  expect(CognitoUserPool.Default.Endpoint).toBe("pets.test");
  expect(CredentialsProvider).toBeUndefined();
  expect(notes).toContainEqual(expect.stringMatching(/identity pool is left out/));
  expect(() => written("amplify-gen1", at("https://pets.test:3000"))).toThrow("by https at port 443 alone");
});
