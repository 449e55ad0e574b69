import type { GateDescription } from "../../../gateway";
import { timestampOf } from "../../../gateway/cognito/srp/server";
import { environmentNamed } from "../../../stacks/environment-named";
import { synthesize } from "../../stacks/synthesized";
import { type Answer, awsJson, call, signedCall } from "../client";
import { type SrpChallenge, srpClient } from "../cognito/srp/client";
import type { RunningGate } from "../gates";
import { differences, hardened, type Synthesized, synthesized } from "./synthesized";

/** The project's own production, served and enforced from the Terraform alone. */

// The whole Terraform is synthesized, and a busy machine takes its time.
jest.setTimeout(60_000);

const started = new Date();
let prod: Synthesized;
let running: RunningGate;

beforeAll(async () => {
  prod = synthesized((folder) => synthesize(folder, environmentNamed("prod")));
  // A clock that stands still: what a bucket holds depends on the calls alone.
  running = await prod.serve({ now: () => started });
});
beforeEach(() => running.ran());
afterAll(() => running?.stop());

test("is served, without a client that takes passwords", () => {
  expect(running.gate.description).toMatchObject({
    stage: "prod",
    scriptClientId: null,
    clientId: expect.any(String),
  });
  expect(differences(running)).toEqual([]);
});

test("says what of it is not evaluated, and nothing else", () => {
  expect([...new Set(prod.notices)].sort()).toEqual([
    "api-prod/aws_wafv2_web_acl: the rule anonymous-ip is not evaluated: AWSManagedRulesAnonymousIpList is a managed rule group",
    "api-prod/aws_wafv2_web_acl: the rule core is not evaluated: AWSManagedRulesCommonRuleSet is a managed rule group",
    "api-prod/aws_wafv2_web_acl: the rule ip-reputation is not evaluated: AWSManagedRulesAmazonIpReputationList is a managed rule group",
    "api-prod/aws_wafv2_web_acl: the rule known-bad-inputs is not evaluated: AWSManagedRulesKnownBadInputsRuleSet is a managed rule group",
    "api-prod/aws_wafv2_web_acl: the rule sqli is not evaluated: AWSManagedRulesSQLiRuleSet is a managed rule group",
    "identity-prod/aws_cognito_risk_configuration: threat protection of the user pool is not evaluated",
    "identity-prod/aws_cognito_user_pool: anyone may sign up, and may then call every route for signed-in users: allow_admin_create_user_only is not true",
    "identity-prod/aws_cognito_user_pool: threat protection of the user pool is not evaluated",
    "identity-prod/aws_wafv2_web_acl: the web ACL is not evaluated",
  ]);
});

test("users sign in with the client that an app ships, which is the only one, and call what their group may", async () => {
  const { clients, endpoint, url, userPoolId, users } = running.gate.description;
  expect(clients.map(({ clientSecret, flows }) => [clientSecret, flows])).toEqual([
    [null, ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]],
  ]);
  const [client] = clients;
  const cognito = (operation: string, input: object) =>
    awsJson(endpoint, `AWSCognitoIdentityProviderService.${operation}`, {
      ClientId: client?.clientId,
      ...input,
    });
  const posts = await Promise.all(
    users.map(async ({ password, username }) => {
      const srp = srpClient();
      const begun = await cognito("InitiateAuth", {
        AuthFlow: "USER_SRP_AUTH",
        AuthParameters: { USERNAME: username, SRP_A: srp.SRP_A },
      });
      const challenge = begun.json.ChallengeParameters as unknown as SrpChallenge;
      const { json } = await cognito("RespondToAuthChallenge", {
        ChallengeName: "PASSWORD_VERIFIER",
        ChallengeResponses: srp.answer(userPoolId ?? "", password ?? "", challenge, timestampOf(started)),
      });
      const { AccessToken } = json.AuthenticationResult as unknown as Record<string, string>;
      const answer = await call(url, "/prod/products", {
        method: "POST",
        headers: { authorization: `Bearer ${AccessToken}`, "content-type": "application/json" },
        body: JSON.stringify({ name: "Leash" }),
      });
      return [username, answer.status];
    }),
  );
  expect(posts).toEqual([
    ["alice", 201],
    ["bob", 401],
  ]);
});

test("a refusal has the hardening headers, and API Gateway's own status and body", async () => {
  const answer = await call(running.gate.description.url, "/prod/pets");
  expect(answer).toMatchObject({
    status: 403,
    body: '{"message":"Missing Authentication Token"}',
    headers: hardened,
  });
  expect(running.ran()).toEqual([]);
});

test("a body that breaks its route's model is refused before the function, for callers who may call it", async () => {
  const { url } = running.gate.description;
  const token = await partnerToken(running.gate.description, "partner-admin");
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
  expect(running.ran().filter((name) => !name.includes("authorizer"))).toEqual([]);
  expect(await post('{"name":"Rex"}')).toMatchObject({ status: 201 });
  expect(await call(url, "/prod/partner/pets", { method: "POST", body: "{}" })).toMatchObject({
    status: 401,
  });
});

test("a key gets its plan's burst of calls at once, and no more", async () => {
  const { apiKeys, systems, url } = running.gate.description;
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
  expect(running.ran()).toHaveLength(20);
});

/** A third-party caller's token. */
async function partnerToken({ partner }: GateDescription, clientId: string): Promise<string> {
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
