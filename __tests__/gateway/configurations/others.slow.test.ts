import type { GateOptions } from "../../../gateway";
import { environmentNamed } from "../../../stacks/environment-named";
import { apiKitchen } from "../../constructs/kitchen/api";
import { identityKitchen } from "../../constructs/kitchen/identity";
import { sharingKitchen } from "../../constructs/kitchen/sharing";
import { synthesize } from "../../stacks/synthesized";
import { call } from "../client";
import type { RunningGate } from "../gates";
import { differences, hardened, kitchen, type Synthesized, synthesized } from "./synthesized";

/** What the constructs and the stacks can emit is read, served and enforced, from the Terraform alone. */

// The whole Terraform is synthesized, and a busy machine takes its time.
jest.setTimeout(60_000);

let open: RunningGate | undefined;
afterEach(async () => {
  await open?.stop();
  open = undefined;
});

async function serve(from: Synthesized, options?: Partial<GateOptions>): Promise<RunningGate> {
  open = await from.serve(options);
  return open;
}

test("prod with CORS and admission: preflights are answered, other addresses are not", async () => {
  const settings = {
    cors: { origins: ["https://shop.example.com"] },
    admission: { ipRanges: ["203.0.113.0/24"] },
  };
  const prod = synthesized((folder) => synthesize(folder, environmentNamed("prod", settings)));
  const cors = { "access-control-allow-origin": "https://shop.example.com", vary: "Origin" };
  const elsewhere = await serve(prod);
  expect(differences(elsewhere)).toEqual([
    expect.stringMatching(
      /^Differs here: routes-prod\/aws_api_gateway_rest_api_policy\.\S+: it asks for aws:SourceIp: /,
    ),
  ]);
  for (const [method, path] of [
    ["OPTIONS", "/prod/pets"],
    ["GET", "/prod/health"],
    ["GET", "/prod/partner/pets"],
  ] as const)
    expect(await call(elsewhere.gate.description.url, path, { method })).toMatchObject({
      status: 403,
      body: expect.stringMatching(
        /^{"message":"User: anonymous is not authorized .* with an explicit deny in a resource-based policy"}$/,
      ),
      headers: cors,
    });
  expect(elsewhere.ran()).toEqual([]);
  await elsewhere.stop();
  const inside = await serve(prod, { sourceIp: "203.0.113.7" });
  const { url } = inside.gate.description;
  expect(await call(url, "/prod/pets", { method: "OPTIONS" })).toMatchObject({
    status: 204,
    body: "",
    headers: { ...cors, "access-control-allow-methods": expect.stringContaining("POST") },
  });
  expect(inside.ran()).toEqual([]);
  expect(await call(url, "/prod/health")).toMatchObject({ status: 200 });
  expect(await call(url, "/prod/partner/pets")).toMatchObject({ status: 401, headers: cors });
});

test("every part of an API at once, with a word on what is not evaluated", async () => {
  const api = kitchen(apiKitchen);
  const running = await serve(api, { sourceIp: "203.0.113.7" });
  expect([...new Set(api.notices)].filter((line) => !line.includes("aws_iam_")).sort()).toEqual([
    "links/aws_api_gateway_vpc_link: the VPC link is not there: its backends are those that --backend names",
    "routes-api/aws_api_gateway_rest_api: the API is reached by its custom domain only; where --allow-host names none of them, it is served at the gate's address all the same",
    "stack/aws_api_gateway_deployment: lifecycle.ignore_changes has triggers: what is deployed may differ from what is read here",
    "stack/aws_api_gateway_domain_name: the custom domain api.example.com is not served here: callers must present a certificate, and the gate verifies none",
    "stack/aws_api_gateway_method_settings: the local gate caches no responses",
    "stack/aws_api_gateway_stage: all calls go to the stage's main deployment",
    "stack/aws_api_gateway_stage: the local gate caches no responses",
    "stack/aws_wafv2_web_acl: the rule anonymous-ip is not evaluated: AWSManagedRulesAnonymousIpList is a managed rule group",
    "stack/aws_wafv2_web_acl: the rule core is not evaluated: AWSManagedRulesCommonRuleSet is a managed rule group",
    "stack/aws_wafv2_web_acl: the rule ip-reputation is not evaluated: AWSManagedRulesAmazonIpReputationList is a managed rule group",
    "stack/aws_wafv2_web_acl: the rule known-bad-inputs is not evaluated: AWSManagedRulesKnownBadInputsRuleSet is a managed rule group",
    "stack/aws_wafv2_web_acl: the rule sqli is not evaluated: AWSManagedRulesSQLiRuleSet is a managed rule group",
  ]);
  expect(
    differences(running).map((line) => line.replace(/^Differs here: [\w-]+\/(aws_\w+)\S+: /, "$1: ")),
  ).toEqual([
    "aws_api_gateway_method: not proxied: no --backend given for http://stock.internal: calls get 502",
    "aws_api_gateway_method: not proxied: no --backend given for http://stock.internal: calls get 502",
    "aws_api_gateway_authorizer: the user pool arn:aws:cognito-idp:eu-central-1:111111111111:userpool/eu-central-1_AbCdEf123 is not in this Terraform: its tokens are refused",
    "aws_api_gateway_authorizer: the user pool arn:aws:cognito-idp:eu-central-1:111111111111:userpool/eu-central-1_AbCdEf123 is not in this Terraform: its tokens are refused",
    "aws_api_gateway_authorizer: its function arn:aws:lambda:eu-central-1:222222222222:function:gate is not in this Terraform: calls get 500",
    "aws_api_gateway_rest_api_policy: it asks for aws:SourceIp: all calls come from 203.0.113.7",
    "aws_api_gateway_rest_api_policy: what depends on aws:PrincipalOrgID is refused: no call has it here",
    "aws_wafv2_web_acl: its rules about countries are not evaluated: --country says where calls come from",
  ]);
  const { url } = running.gate.description;
  const bearer = { authorization: "Bearer a.b.c" };
  expect(await call(url, "/live/health")).toMatchObject({ status: 200 });
  expect(await call(url, "/live/health", { method: "OPTIONS" })).toMatchObject({ status: 204 });
  running.ran();
  expect(await call(url, "/live/pets")).toMatchObject({ status: 403 });
  expect(await call(url, "/live/account", { headers: bearer })).toMatchObject({ status: 401 });
  expect(await call(url, "/live/partner")).toMatchObject({ status: 401 });
  expect(await call(url, "/live/partner", { headers: bearer })).toMatchObject({
    status: 500,
    headers: hardened,
  });
  expect(await call(url, "/live/feed")).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
  expect(running.ran()).toEqual([]);
});

test("a private API, and functions that are shared", async () => {
  const shared = kitchen(sharingKitchen);
  const running = await serve(shared);
  expect(differences(running).some((line) => line.includes("the API is private"))).toBe(true);
  expect(shared.notices).toEqual([
    "stack/aws_lambda_permission: it is for the organization o-abcdefghij, so it permits nothing here",
    "stack/aws_lambda_permission: API Gateway may invoke the function for APIs of the account 111111111111, whose locks are not evaluated",
  ]);
  expect(await call(running.gate.description.url, "/live/health")).toMatchObject({ status: 500 });
  expect(running.lines.at(-1)).toMatch(
    /API_CONFIGURATION_ERROR: It depends on aws:SourceVpce: statement 1 of /,
  );
  expect(running.ran()).toEqual([]);
});

test("every part of a user pool and of an identity pool is read with a word on what is not evaluated", () => {
  const { notices } = kitchen(identityKitchen);
  expect([...new Set(notices)].sort()).toEqual([
    "stack/aws_cognito_identity_provider: whom the identity provider lets in is not evaluated",
    "stack/aws_cognito_risk_configuration: threat protection of the user pool is not evaluated",
    "stack/aws_cognito_user_pool: threat protection of the user pool is not evaluated",
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
  const prod = synthesized((folder) => synthesize(folder, environmentNamed("prod", settings)));
  const { description } = (await serve(prod)).gate;
  expect(await call(description.endpoint, "/prod/health")).toMatchObject({ status: 200 });
  expect(await call(description.endpoint, "/prod/pets")).toMatchObject({ status: 403 });
});
