import { choose } from "../../../cli/client/choose";
import type { ClientFacts } from "../../../cli/client/facts";
import { amplifyGen1 } from "../../../cli/client/formats/amplify-gen1";
import { checkTexts } from "../../../cli/client/texts";
import { api, facts, local, pool, route, routes } from "./pets-facts";
import { written } from "./written";

/** What each format writes. quality/clients gives the files to their readers. */

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

test(".env has no value that readers would take differently", () => {
  expect(written("env", facts).text).toContain(
    "\nIDENTITY_POOL_ID=us-east-1:00000000-0000-4000-8000-000000000000\n",
  );
  expect(written("env", facts).text).toContain(
    "# GET /pets/{petId} takes a signature (SigV4, execute-api), and an API key in x-api-key.\n",
  );
  const odd = { ...facts, apis: [{ ...api, url: "https://a.test/$HOME #1" }] };
  expect(() => written("env", odd)).toThrow('API_URL is "https://a.test/$HOME #1"');
});

test("requests carry what their routes take", () => {
  const { text } = written("http", facts);
  const request = (title: string) =>
    text
      .split("\n\n### ")
      .find((part) => part.startsWith(title))
      ?.trimEnd()
      .split("\n")
      .slice(1);
  expect(request("GET /pets/{petId}")).toEqual([
    "GET {{url}}/pets/{{petId}}",
    "Authorization: AWS {{accessKeyId}} {{secretAccessKey}} token:{{sessionToken}} region:us-east-1 service:execute-api",
    "x-api-key: {{apiKey}}",
  ]);
  expect(request("POST /products")).toEqual([
    "POST {{url}}/products?dry-run={{dryRun}}",
    "Authorization: Bearer {{accessToken}}",
    "Content-Type: application/json",
    "",
    "{}",
  ]);
  expect(request("GET /partner")).toEqual(["GET {{url}}/partner", "X-Partner: Bearer {{otherToken}}"]);
  expect(request("DELETE /files")).toEqual(["DELETE {{url}}/files/{{path}}", "X-Ticket: {{xTicket}}"]);
  expect(request("GET /health")).toEqual(["GET {{url}}/health"]);
  for (const name of new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, one]) => one)))
    expect(text).toContain(`\n@${name} = `);
});

test("no parameter takes the variable of a credential, of the address, or of another parameter", () => {
  const names = ["secretAccessKey", "SessionToken", "api-key", "url", "X-Ticket", "dry-run", "dryRun", "%"];
  const signed = route(
    "GET /pets/{idToken}",
    { kind: "signature" },
    {
      required: names.map((name) => ({ place: "querystring", name })),
    },
  );
  const ticket = route("GET /tickets/{accessToken}", {
    kind: "authorizer",
    sources: [
      { in: "header", name: "X-Ticket" },
      { in: "query", name: "ApiKey" },
    ],
  });
  const { text } = written("http", { ...facts, apis: [{ ...api, routes: [signed, ticket] }] });
  expect(text.split("\n").filter((line) => line.startsWith("GET "))).toEqual([
    "GET {{url}}/pets/{{idToken_2}}?secretAccessKey={{secretAccessKey_2}}&SessionToken={{sessionToken_2}}&api-key={{apiKey_3}}&url={{url_2}}&X-Ticket={{xTicket_2}}&dry-run={{dryRun}}&dryRun={{dryRun_2}}&%25={{value}}",
    "GET {{url}}/tickets/{{accessToken_2}}?ApiKey={{apiKey_2}}",
  ]);
  const declared = [...text.matchAll(/^@(\w+) = /gm)].map(([, name]) => name);
  expect(new Set(declared).size).toBe(declared.length);
  for (const [, name] of text.matchAll(/\{\{(\w+)\}\}/g)) expect(declared).toContain(name);
});

test("a required header that the credential stands in is sent once", () => {
  const required = [{ place: "header" as const, name: "authorization" }];
  const routes = [
    route("GET /signed", { kind: "signature" }, { required }),
    route("GET /ticket", { kind: "authorizer", sources: [] }, { required }),
  ];
  const { text } = written("http", { ...facts, apis: [{ ...api, routes }] });
  expect(text.match(/^authorization: \S+/gim)).toEqual([
    "Authorization: AWS",
    "Authorization: {{authorization}}",
  ]);
});

test("sources for phones say the same of each route", () => {
  expect(written("swift", facts).text).toContain(
    'Route(method: "GET", path: "/pets/{petId}", credential: .signature, apiKey: true),',
  );
  expect(written("swift", facts).text).toContain("        // a token of https://partner.test in X-Partner\n");
  expect(written("kotlin", facts).text).toContain('Route("GET", "/account", Credential.ID_TOKEN, false),');
  const odd = { ...facts, apis: [{ ...api, routes: [route("GET /$price\\(x)", { kind: "none" })] }] };
  expect(written("kotlin", odd).text).toContain('"/\\$price\\\\(x)"');
  expect(written("swift", odd).text).toContain('"/$price\\\\(x)"');
});

test.each(["GET /a\n### GET /b", "GET /{{process.exit()}}", "GET /a\u2028b"])("%j is refused", (text) => {
  const odd = { ...facts, apis: [{ ...api, routes: [route(text, { kind: "none" })] }] };
  expect(() => checkTexts(odd)).toThrow("has a line break, another control character, or braces");
  expect(() => checkTexts(facts)).not.toThrow();
});

test("a route whose lock is not known stops every file that has routes", () => {
  const odd = {
    ...facts,
    apis: [{ ...api, routes: [...routes, route("GET /odd", { kind: "none" }, { unknown: "why" })] }],
  };
  for (const name of [
    "amplify",
    "amplify-gen1",
    "env",
    "swift",
    "kotlin",
    "openapi",
    "typescript",
    "http",
  ] as const)
    expect(() => written(name, odd)).toThrow("The lock of GET /odd is not known: why.");
});

test("which client, and which API", () => {
  expect(() => written("env", facts, { client: "server" })).toThrow("has a secret");
  expect(() => written("env", facts, { client: "ap" })).toThrow('Did you mean "app"?');
  expect(written("env", facts, { client: "script" }).text).toContain("CLIENT_ID=script-id");
  const two = { ...facts, apis: [api, { ...api, stage: "test" }] };
  expect(() => written("openapi", two)).toThrow("pets at the stage live, pets at the stage test");
  expect(written("openapi", two, { stage: "test" }).text).toContain('"version": "test"');
  expect(() => written("openapi", two, { api: "other" })).toThrow(
    "--api other: in state.json there are pets",
  );
  expect(Object.keys(JSON.parse(written("amplify", two).text).custom.API)).toEqual([
    "pets-live",
    "pets-test",
  ]);
  const both = { ...facts, userPools: [pool, { ...pool, address: "aws_cognito_user_pool.others" }] };
  expect(() => written("env", both)).toThrow("There are several: app, app; name one by --client.");
});

const urls = [
  {
    address: "api/aws_lambda_function_url.open",
    name: "echo",
    url: "https://a.on.aws",
    credential: { kind: "none" },
  },
  {
    address: "api/aws_lambda_function_url.live",
    name: "echo",
    url: "https://b.on.aws",
    credential: { kind: "signature" },
  },
  {
    address: "api/aws_lambda_function_url.new",
    name: "new",
    url: { unknown: "x" },
    credential: { kind: "none" },
  },
] as const;

test("a .env file names the URLs of functions whose address is known", () => {
  const { notes, text } = written("env", { ...facts, functionUrls: urls });
  expect(text).toContain("\nECHO_OPEN_FUNCTION_URL=https://a.on.aws\n");
  expect(text).toContain("\nECHO_LIVE_FUNCTION_URL=https://b.on.aws\n");
  expect(text).toContain("# The URL of echo takes a signature (SigV4, lambda).");
  expect(notes).toEqual(["The URL of new is left out: api/aws_lambda_function_url.new is not known."]);
  expect(written("env", { ...facts, functionUrls: urls }, { api: "echo" }).text).not.toContain("API_URL=");
  expect(() => written("env", { ...facts, functionUrls: urls }, { api: "other" })).toThrow("--api other");
});

test("files of routes have no URLs of functions", () => {
  for (const name of ["http", "openapi", "typescript"] as const)
    expect(written(name, { ...facts, functionUrls: urls })).toEqual(written(name, facts));
});
