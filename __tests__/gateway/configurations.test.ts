import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { readOutput } from "../../cli/sources/output";
import { type Gate, type GateOptions, startGate } from "../../gateway/gate";
import { environmentNamed } from "../../stacks/environment-named";
import { readTerraform } from "../../terraform/read";
import { apiKitchen } from "../constructs/kitchen/api";
import { identityKitchen } from "../constructs/kitchen/identity";
import { sharingKitchen } from "../constructs/kitchen/sharing";
import { synthesize } from "../stacks/synthesized";
import { type Answer, call, signedCall } from "./client";
import { seedKeys } from "./gates";

/** What the constructs and the stacks can emit is read, served and enforced, from the Terraform alone. */

// The whole Terraform is synthesized, and a busy machine takes its time.
jest.setTimeout(60_000);

let folder: string;
let gate: Gate | undefined;
let lines: string[];
let ran: string[];

function begin(): void {
  folder = mkdtempSync(join(tmpdir(), "configurations-"));
  lines = [];
  ran = [];
}

async function end(): Promise<void> {
  await gate?.stop();
  gate = undefined;
  rmSync(folder, { recursive: true, force: true });
}

async function serve(options: Partial<GateOptions> = {}): Promise<Gate> {
  const output = readOutput(folder);
  await seedKeys(join(folder, "state"));
  gate = await startGate({
    model: readTerraform({ kind: "stacks", stacks: output.stacks }, { strict: true }),
    readArchive: output.readArchive,
    port: 0,
    stateDir: join(folder, "state"),
    log: (line) => lines.push(line),
    onCall: ({ invoked }) => ran.push(...invoked),
    ...options,
  });
  return gate;
}

/** A stack of single constructs in place of the project's own. */
function kitchen(build: (stack: TerraformStack) => void): void {
  const app = new App({ outdir: folder });
  const stack = new TerraformStack(app, "stack");
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  build(stack);
  app.synth();
}

const differences = () => lines.filter((line) => line.startsWith("Differs here: "));
const noticed = () =>
  readTerraform({ kind: "stacks", stacks: readOutput(folder).stacks }, { strict: true }).notices.map(
    ({ address, message }) => `${address.split(".")[0]}: ${message}`,
  );

/** A third-party caller's token. */
async function partnerToken({ description: { partner } }: Gate, clientId: string): Promise<string> {
  const client = partner?.clients.find((candidate) => candidate.clientId === clientId);
  if (!partner || !client) throw new Error(`there is no client ${clientId}`);
  const basic = Buffer.from(`${client.clientId}:${client.clientSecret}`).toString("base64");
  const { origin, pathname } = new URL(partner.tokenEndpoint);
  const answer = await call(origin, pathname, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", authorization: `Basic ${basic}` },
    body: "grant_type=client_credentials",
  });
  return JSON.parse(answer.body).access_token;
}

const hardened = {
  "cache-control": "no-store",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "x-content-type-options": "nosniff",
};

describe("prod", () => {
  const started = new Date();

  beforeAll(async () => {
    begin();
    synthesize(folder, environmentNamed("prod"));
    // A clock that stands still: what a bucket holds depends on the calls alone.
    await serve({ now: () => started });
  });
  beforeEach(() => {
    ran = [];
  });
  afterAll(end);

  test("is served, without a client that takes passwords", () => {
    expect(gate?.description).toMatchObject({
      stage: "prod",
      scriptClientId: null,
      clientId: expect.any(String),
    });
    expect(differences()).toEqual([]);
  });

  test("says what of it is not evaluated, and nothing else", () => {
    expect([...new Set(noticed())].sort()).toEqual([
      "api-prod/aws_wafv2_web_acl: the web ACL is not evaluated",
      "identity-prod/aws_cognito_risk_configuration: threat protection of the user pool is not evaluated",
      "identity-prod/aws_cognito_user_pool: anyone may sign up, and is any signed-in user then: allow_admin_create_user_only is not true",
      "identity-prod/aws_cognito_user_pool: signing in here asks for no second factor",
      "identity-prod/aws_cognito_user_pool: threat protection of the user pool is not evaluated",
      "identity-prod/aws_wafv2_web_acl: the web ACL is not evaluated",
    ]);
  });

  test("a refusal has the hardening headers, and API Gateway's own status and body", async () => {
    const answer = await call(gate?.description.url ?? "", "/prod/pets");
    expect(answer).toMatchObject({
      status: 403,
      body: '{"message":"Missing Authentication Token"}',
      headers: hardened,
    });
    expect(ran).toEqual([]);
  });

  test("a body that breaks its route's model is refused before the function, for whoever may call", async () => {
    const { url } = (gate as Gate).description;
    const token = await partnerToken(gate as Gate, "partner-admin");
    const post = (body: string, headers = {}): Promise<Answer> =>
      call(url, "/prod/partner/pets", {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
        body,
      });
    for (const body of ["{}", '{"name":""}', '{"name":"Rex","owner":"bob"}', "[]", "Rex"])
      expect(await post(body)).toMatchObject({
        status: 400,
        body: '{"message":"Invalid request body"}',
        headers: hardened,
      });
    expect(await post('{"name":"Rex"}', { "content-type": "text/plain" })).toMatchObject({ status: 415 });
    expect(ran.filter((arn) => !arn.includes("authorizer"))).toEqual([]);
    expect(await post('{"name":"Rex"}')).toMatchObject({ status: 201 });
    expect(await call(url, "/prod/partner/pets", { method: "POST", body: "{}" })).toMatchObject({
      status: 401,
    });
  });

  test("a key gets its plan's burst of calls at once, and no more", async () => {
    const { apiKeys, systems, url } = (gate as Gate).description;
    const [system] = systems;
    if (!system) throw new Error("there is no system");
    const statuses: number[] = [];
    for (let count = 0; count < 22; count++)
      statuses.push(
        (
          await signedCall(new URL(url).origin, "/prod/inventory", {
            credentials: system,
            date: started,
            headers: { "x-api-key": apiKeys[0]?.value ?? "" },
          })
        ).status,
      );
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), 429, 429]);
    expect(ran).toHaveLength(20);
  });
});

describe("other configurations", () => {
  beforeEach(begin);
  afterEach(end);

  test("prod with CORS and admission: preflights are answered, other addresses are not", async () => {
    synthesize(
      folder,
      environmentNamed("prod", {
        cors: { origins: ["https://shop.example.com"] },
        admission: { ipRanges: ["203.0.113.0/24"] },
      }),
    );
    const cors = { "access-control-allow-origin": "https://shop.example.com", vary: "Origin" };
    await serve();
    expect(differences()).toEqual([
      expect.stringMatching(
        /^Differs here: routes-prod\/aws_api_gateway_rest_api_policy\.\S+: it asks for aws:SourceIp: /,
      ),
    ]);
    for (const [method, path] of [
      ["OPTIONS", "/prod/pets"],
      ["GET", "/prod/health"],
      ["GET", "/prod/partner/pets"],
    ] as const)
      expect(await call(gate?.description.url ?? "", path, { method })).toMatchObject({
        status: 403,
        body: expect.stringMatching(
          /^{"message":"User: anonymous is not authorized .* with an explicit deny in a resource-based policy"}$/,
        ),
        headers: cors,
      });
    expect(ran).toEqual([]);
    await gate?.stop();
    await serve({ sourceIp: "203.0.113.7" });
    const { url } = (gate as Gate).description;
    expect(await call(url, "/prod/pets", { method: "OPTIONS" })).toMatchObject({
      status: 204,
      body: "",
      headers: { ...cors, "access-control-allow-methods": expect.stringContaining("POST") },
    });
    expect(ran).toEqual([]);
    expect(await call(url, "/prod/health")).toMatchObject({ status: 200 });
    expect(await call(url, "/prod/partner/pets")).toMatchObject({ status: 401, headers: cors });
  });

  test("every part of an API at once", async () => {
    kitchen(apiKitchen);
    await serve({ sourceIp: "203.0.113.7" });
    expect(
      differences().map((line) => line.replace(/^Differs here: [\w-]+\/(aws_\w+)\S+: /, "$1: ")),
    ).toEqual([
      "aws_api_gateway_method: not proxied: no --backend given for http://stock.internal: calls get 502",
      "aws_api_gateway_method: not proxied: no --backend given for http://stock.internal: calls get 502",
      "aws_api_gateway_authorizer: the user pool arn:aws:cognito-idp:eu-central-1:111111111111:userpool/eu-central-1_AbCdEf123 is not in this Terraform: its tokens are refused",
      "aws_api_gateway_authorizer: the user pool arn:aws:cognito-idp:eu-central-1:111111111111:userpool/eu-central-1_AbCdEf123 is not in this Terraform: its tokens are refused",
      "aws_api_gateway_authorizer: its function arn:aws:lambda:eu-central-1:222222222222:function:gate is not in this Terraform: calls get 500",
      "aws_api_gateway_rest_api_policy: it asks for aws:SourceIp: all calls come from 203.0.113.7",
      "aws_api_gateway_rest_api_policy: what depends on aws:PrincipalOrgID is refused: no call has it here",
    ]);
    const { url } = (gate as Gate).description;
    const bearer = { authorization: "Bearer a.b.c" };
    expect(await call(url, "/live/health")).toMatchObject({ status: 200 });
    expect(await call(url, "/live/health", { method: "OPTIONS" })).toMatchObject({ status: 204 });
    ran = [];
    expect(await call(url, "/live/pets")).toMatchObject({ status: 403 });
    expect(await call(url, "/live/account", { headers: bearer })).toMatchObject({ status: 401 });
    expect(await call(url, "/live/partner")).toMatchObject({ status: 401 });
    expect(await call(url, "/live/partner", { headers: bearer })).toMatchObject({
      status: 500,
      headers: hardened,
    });
    expect(await call(url, "/live/feed")).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
    expect(ran).toEqual([]);
  });

  test("every part of an API is read with a word on what is not evaluated", () => {
    kitchen(apiKitchen);
    expect([...new Set(noticed())].filter((line) => !line.includes("aws_iam_")).sort()).toEqual([
      "links/aws_api_gateway_vpc_link: the VPC link is not there: its backends are those that --backend names",
      "routes-api/aws_api_gateway_authorizer: the authorizer's function is invoked without the role that it names",
      "routes-api/aws_api_gateway_rest_api: the API is reached by its custom domain only; it is served here all the same",
      "stack/aws_api_gateway_base_path_mapping: the custom domain's paths are not served here",
      "stack/aws_api_gateway_deployment: lifecycle.ignore_changes has triggers: what is deployed may differ from what is read here",
      "stack/aws_api_gateway_domain_name: the custom domain is not served here",
      "stack/aws_api_gateway_method_settings: responses are not cached here",
      "stack/aws_api_gateway_stage: all calls go to the stage's main deployment",
      "stack/aws_api_gateway_stage: responses are not cached here",
      "stack/aws_wafv2_web_acl: the web ACL is not evaluated",
    ]);
  });

  test("a private API, and functions that are shared", async () => {
    kitchen(sharingKitchen);
    await serve();
    expect(differences().some((line) => line.includes("the API is private"))).toBe(true);
    expect(noticed()).toEqual([
      "stack/aws_lambda_permission: it is for the organization o-abcdefghij, so it permits nothing here",
    ]);
    expect(await call(gate?.description.url ?? "", "/live/health")).toMatchObject({ status: 500 });
    expect(lines.at(-1)).toMatch(/API_CONFIGURATION_ERROR: It depends on aws:SourceVpce: statement 1 of /);
    expect(ran).toEqual([]);
  });

  test("every part of a user pool and of an identity pool is read with a word on what is not evaluated", () => {
    kitchen(identityKitchen);
    expect([...new Set(noticed())].sort()).toEqual([
      "stack/aws_cognito_identity_pool: logins by OpenID Connect providers are not evaluated",
      "stack/aws_cognito_identity_pool: logins by SAML providers are not evaluated",
      "stack/aws_cognito_identity_pool: logins by a backend of one's own are not evaluated",
      "stack/aws_cognito_identity_pool: logins by social providers are not evaluated",
      "stack/aws_cognito_identity_provider: signing in through the identity provider is not evaluated",
      "stack/aws_cognito_risk_configuration: threat protection of the user pool is not evaluated",
      "stack/aws_cognito_user_pool: signing in here asks for no second factor",
      "stack/aws_cognito_user_pool: threat protection of the user pool is not evaluated",
      "stack/aws_cognito_user_pool_client: the client's OAuth flows are not served here",
      "stack/aws_cognito_user_pool_domain: the user pool's hosted sign-in pages are not served here",
      "stack/aws_iam_openid_connect_provider: roles that the OpenID Connect provider's users assume are not handed out",
      "stack/aws_iam_saml_provider: roles that the SAML provider's users assume are not handed out",
      "stack/aws_wafv2_web_acl: the web ACL is not evaluated",
    ]);
  });

  test.each([
    {},
    { domain: { name: "api.example.com", zoneId: "Z1" }, throttle: { rate: 10, burst: 20 } },
    { firewall: { mode: "count", countries: { only: ["DE"] }, largestBody: 32_000 } },
    { state: { bucket: "shop-state" }, tags: { team: "shop" } },
    {
      firewall: "off",
      logs: "off",
      alarms: "off",
      tracing: "off",
      hardening: "off",
      bootstrap: "elsewhere",
      userPool: { selfSignUp: false },
    },
    {
      userPool: {
        selfSignUp: true,
        tier: "PLUS",
        signInWith: ["email", "phone"],
        mfaFactors: ["totp", "sms"],
        passwordless: { factors: ["passkey"], relyingParty: "shop.example.com" },
        threatProtection: "audit",
      },
    },
  ])("prod with %j is served", async (settings) => {
    synthesize(folder, environmentNamed("prod", settings));
    const { description } = await serve();
    expect(await call(description.endpoint, "/prod/health")).toMatchObject({ status: 200 });
    expect(await call(description.endpoint, "/prod/pets")).toMatchObject({ status: 403 });
  });
});
