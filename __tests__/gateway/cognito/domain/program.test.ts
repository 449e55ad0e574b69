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
