import { unverifiedClaims } from "../../../../gateway/jwt/verify";
import { awsJson, call } from "../../client";
import { POOL } from "../../petstore/names";
import type { PoolGate } from "../user-pool/pool-gate";
import { basic, domainGate, post, secretOf } from "./domain-gate";

/** Programs: the client credentials grant, and what its tokens open. */

let running: PoolGate;
beforeAll(async () => {
  running = await domainGate();
});
afterAll(() => running?.stop());

const ask = (form = {}) =>
  post(
    running,
    "/oauth2/token",
    { grant_type: "client_credentials", ...form },
    basic("robot", secretOf(running, "robot")),
  );

test("a program gets an access token for itself: no user, no group, no other token", async () => {
  const { json, status } = await ask({ scope: "api/read" });
  expect({ status, json }).toEqual({
    status: 200,
    json: { access_token: expect.any(String), expires_in: 900, token_type: "Bearer" },
  });
  const claims = unverifiedClaims(String(json.access_token)) ?? {};
  expect(claims).toEqual({
    sub: "robot",
    token_use: "access",
    scope: "api/read",
    auth_time: expect.any(Number),
    iss: `https://cognito-idp.us-east-1.amazonaws.com/${POOL}`,
    exp: Number(claims.iat) + 900,
    iat: expect.any(Number),
    version: 2,
    jti: expect.any(String),
    client_id: "robot",
  });
});

test("without a scope it gets all scopes of the client", async () => {
  const { json } = await ask();
  expect(unverifiedClaims(String(json.access_token))?.scope).toBe("api/read api/write");
});

test("its token opens the routes of its scopes and no others", async () => {
  const { json } = await ask({ scope: "api/read" });
  const headers = { authorization: `Bearer ${json.access_token}` };
  const { url } = running.gate.description;
  expect(await call(url, "/dev/products", { headers })).toMatchObject({ status: 200 });
  running.ran();
  expect(await call(url, "/dev/products", { method: "POST", headers })).toMatchObject({ status: 401 });
  // A route for every signed-in user takes an ID token, which a program has not.
  expect(await call(url, "/dev/account", { headers })).toMatchObject({ status: 401 });
  expect(running.ran()).toEqual([]);
});

test("its token is no user's in the pool's own operations and at userInfo", async () => {
  const { json } = await ask();
  const AccessToken = String(json.access_token);
  const { endpoint } = running.gate.description;
  const signOut = await awsJson(endpoint, "AWSCognitoIdentityProviderService.GlobalSignOut", { AccessToken });
  expect(signOut.status).toBe(400);
  const headers = { authorization: `Bearer ${AccessToken}` };
  expect(await call(endpoint, "/oauth2/userInfo", { headers })).toMatchObject({ status: 401 });
});

describe("a trigger of V3_0", () => {
  const withTrigger = async (body: string, use: (gate: PoolGate) => Promise<void>) => {
    const gate = await domainGate({
      triggers: { preAuthentication: body },
      change: (model) => ({
        ...model,
        userPools: model.userPools.map((pool) => ({
          ...pool,
          preTokenGeneration: {
            functionArn: pool.settings.triggers.preAuthentication ?? "",
            version: "V3_0",
          },
        })),
      }),
    });
    try {
      await use(gate);
    } finally {
      await gate.stop();
    }
  };
  const tokenOf = (gate: PoolGate, form = {}) =>
    post(
      gate,
      "/oauth2/token",
      { grant_type: "client_credentials", scope: "api/read", ...form },
      basic("robot", secretOf(gate, "robot")),
    );

  test("changes a program's token, but for what makes it a program's", async () => {
    const body = `
      const { request, triggerSource, userName } = event;
      const claimsToAddOrOverride = { tenant: request.clientMetadata.tenant, seen: [triggerSource, userName, ...request.scopes],
        username: "alice", sub: "alice", client_id: "web", "cognito:groups": ["admin"] };
      return { ...event, response: { claimsAndScopeOverrideDetails: {
        accessTokenGeneration: { claimsToAddOrOverride, scopesToAdd: ["api/extra"] },
        groupOverrideDetails: { groupsToOverride: ["admin"] } } } };`;
    await withTrigger(body, async (gate) => {
      const { json } = await tokenOf(gate, { aws_client_metadata: JSON.stringify({ tenant: "t1" }) });
      const claims = unverifiedClaims(String(json.access_token)) ?? {};
      expect(claims).toMatchObject({
        sub: "robot",
        client_id: "robot",
        tenant: "t1",
        seen: ["TokenGeneration_ClientCredentials", "ClientCredentials", "api/read"],
        scope: "api/read api/extra",
      });
      expect(claims).not.toHaveProperty("username");
      expect(claims).not.toHaveProperty("cognito:groups");
      expect(await tokenOf(gate, { aws_client_metadata: "[1]" })).toMatchObject({
        json: { error: "invalid_request" },
      });
    });
  });

  test("that fails leaves no token", async () => {
    await withTrigger('throw new Error("no")', async (gate) => {
      expect(await tokenOf(gate)).toMatchObject({ status: 400, json: { error: "invalid_grant" } });
    });
  });
});
