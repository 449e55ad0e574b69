import { createHash } from "node:crypto";
import { unverifiedClaims } from "../../../../gateway/jwt/verify";
import { call } from "../../client";
import { POOL } from "../../petstore/names";
import type { PoolGate } from "../user-pool/pool-gate";
import {
  asked,
  Browser,
  basic,
  CALLBACK,
  CHALLENGE,
  domainGate,
  encoded,
  exchangeCode,
  inLocation,
  post,
  secretOf,
  VERIFIER,
} from "./domain-gate";

/** The authorization code flow, from the app's first redirect to its tokens, over HTTP. */

let running: PoolGate;
let now = new Date();
beforeAll(async () => {
  running = await domainGate({}, { now: () => now });
});
afterAll(() => running?.stop());
beforeEach(() => {
  now = new Date();
});

const exchange = (code: string, changes = {}, headers = {}) => exchangeCode(running, code, changes, headers);

test("an app gets the tokens of the user who signs in at the page", async () => {
  const browser = new Browser(running);
  const request = {
    code_challenge: CHALLENGE,
    code_challenge_method: "S256",
    nonce: "n1",
    scope: "openid email",
  };
  const first = await browser.authorize(request);
  expect(first).toMatchObject({ status: 302, headers: { location: `/login?${encoded(asked(request))}` } });
  const signedIn = await browser.signIn("bob", request);
  expect(signedIn).toMatchObject({
    status: 302,
    headers: { location: expect.stringMatching(/^http:\/\/localhost:5173\/in\?code=[\da-f-]{36}&state=s1$/) },
  });
  const { json, status, headers } = await exchange(inLocation(signedIn).get("code") ?? "", {
    code_verifier: VERIFIER,
  });
  expect({ status, json }).toEqual({
    status: 200,
    json: {
      id_token: expect.any(String),
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      expires_in: 900,
      token_type: "Bearer",
    },
  });
  expect(headers).toMatchObject({
    "cache-control": expect.stringContaining("no-store"),
    "access-control-allow-origin": "*",
  });
  const id = unverifiedClaims(String(json.id_token)) ?? {};
  expect(id).toMatchObject({
    iss: `https://cognito-idp.us-east-1.amazonaws.com/${POOL}`,
    aud: "web",
    token_use: "id",
    nonce: "n1",
    email: "bob@example.com",
    email_verified: true,
    "cognito:username": "bob",
    "cognito:groups": ["user"],
    at_hash: createHash("sha256")
      .update(String(json.access_token))
      .digest()
      .subarray(0, 16)
      .toString("base64url"),
  });
  const access = unverifiedClaims(String(json.access_token)) ?? {};
  expect(access).toMatchObject({
    client_id: "web",
    token_use: "access",
    username: "bob",
    origin_jti: id.origin_jti,
  });
  expect(String(access.scope).split(" ")).toEqual(expect.arrayContaining(["openid", "email"]));
  expect(access.scope).not.toContain("aws.cognito.signin.user.admin");
});

test("a browser that is signed in is not asked again, for an hour, at any client of the pool", async () => {
  const browser = new Browser(running);
  await browser.signIn("bob");
  const signedInAt = Math.floor(now.getTime() / 1_000);
  now = new Date(now.getTime() + 3_599_000);
  const again = await browser.authorize({ client_id: "bare", redirect_uri: undefined, state: undefined });
  expect(again.headers.location).toMatch(/^http:\/\/localhost:5173\/in\?code=[\da-f-]{36}$/);
  const { json } = await exchange(inLocation(again).get("code") ?? "", { client_id: "bare" });
  expect(unverifiedClaims(String(json.access_token))).toMatchObject({
    auth_time: signedInAt,
    scope: expect.stringContaining("api/read"),
  });
  // Without openid there is no ID token.
  expect(json).not.toHaveProperty("id_token");
  now = new Date(now.getTime() + 2_000);
  expect((await browser.authorize()).headers.location).toMatch(/^\/login\?/);
});

test("prompt=login asks again; prompt=none never shows a page", async () => {
  const browser = new Browser(running);
  expect(inLocation(await browser.authorize({ prompt: "none" })).get("error")).toBe("login_required");
  await browser.signIn("bob");
  expect(inLocation(await browser.authorize({ prompt: "none" })).get("code")).toMatch(/./);
  expect((await browser.authorize({ prompt: "login" })).headers.location).toMatch(/^\/login\?/);
});

test("a client with a secret gets tokens by HTTP Basic, or by the form", async () => {
  const browser = new Browser(running);
  const secret = secretOf(running, "server");
  const byHeader = await exchange(
    await browser.code({ client_id: "server" }),
    { client_id: undefined },
    basic("server", secret),
  );
  expect(byHeader.status).toBe(200);
  const byForm = await exchange(await browser.code({ client_id: "server" }), {
    client_id: "server",
    client_secret: secret,
  });
  expect(byForm.status).toBe(200);
});

test("a refresh token gives new tokens of the same sign-in, with the same scopes, and no other refresh token", async () => {
  const { json } = await exchange(await new Browser(running).code({ scope: "openid email" }));
  now = new Date(now.getTime() + 60_000);
  const refreshed = await post(running, "/oauth2/token", {
    grant_type: "refresh_token",
    client_id: "web",
    refresh_token: String(json.refresh_token),
  });
  expect(refreshed).toMatchObject({
    status: 200,
    json: { id_token: expect.any(String), token_type: "Bearer" },
  });
  expect(refreshed.json).not.toHaveProperty("refresh_token");
  const [before, after] = [json, refreshed.json].map((of) => unverifiedClaims(String(of.access_token)) ?? {});
  expect(after).toMatchObject({
    scope: before?.scope,
    origin_jti: before?.origin_jti,
    auth_time: before?.auth_time,
  });
  expect(after?.jti).not.toBe(before?.jti);
});

test("tokens of the code flow are accepted by the API as their scopes say", async () => {
  const { json } = await exchange(await new Browser(running).code({ scope: "openid api/read" }));
  const { url } = running.gate.description;
  const get = (token: unknown, path: string, method = "GET") =>
    call(url, path, { method, headers: { authorization: `Bearer ${token}` } });
  expect(await get(json.id_token, "/dev/account")).toMatchObject({ status: 200 });
  expect(await get(json.access_token, "/dev/products")).toMatchObject({ status: 200 });
  running.ran();
  expect(await get(json.access_token, "/dev/account")).toMatchObject({ status: 401 });
  expect(running.ran()).toEqual([]);
});

test("the implicit flow gives tokens in the fragment, where the client has it", async () => {
  const browser = new Browser(running);
  const answer = await browser.signIn("bob", {
    client_id: "implicit",
    response_type: "token",
    scope: "openid",
  });
  const [address, fragment] = String(answer.headers.location).split("#");
  expect(address).toBe(CALLBACK);
  const parameters = new URLSearchParams(fragment);
  expect([...parameters.keys()]).toEqual(["id_token", "access_token", "expires_in", "token_type", "state"]);
  expect(unverifiedClaims(parameters.get("access_token") ?? "")).toMatchObject({
    username: "bob",
    client_id: "implicit",
  });
});

test("an address with a query keeps it, and an app's own scheme is called back", async () => {
  const browser = new Browser(running);
  const { headers } = await browser.signIn("bob", { redirect_uri: "https://shop.example/in?tenant=1" });
  expect(headers.location).toMatch(/^https:\/\/shop\.example\/in\?tenant=1&code=[\da-f-]{36}&state=s1$/);
  const app = await browser.authorize({ redirect_uri: "com.example.shop:/in" });
  expect(app.headers.location).toMatch(/^com\.example\.shop:\/in\?code=/);
});
