import { unverifiedClaims } from "../../../../gateway/jwt/verify";
import { call } from "../../client";
import { signIn } from "../../people";
import { POOL } from "../../petstore/names";
import type { PoolGate } from "../user-pool/pool-gate";
import { asked, Browser, domainGate, encoded, exchangeCode, post } from "./domain-gate";

/** What an app asks of the domain beside tokens: userInfo, revocation, logout and discovery. */

let running: PoolGate;
beforeAll(async () => {
  running = await domainGate();
});
afterAll(() => running?.stop());

const exchange = (code: string) => exchangeCode(running, code);

test("userInfo shows what the scopes show, as texts; a token of the pool's API is refused", async () => {
  const { json } = await exchange(await new Browser(running).code({ scope: "openid email" }));
  const ask = (token: string) =>
    call(running.gate.description.endpoint, "/oauth2/userInfo", {
      headers: { authorization: `Bearer ${token}` },
    });
  const shown = await ask(String(json.access_token));
  expect({ status: shown.status, body: JSON.parse(shown.body) }).toEqual({
    status: 200,
    body: {
      sub: unverifiedClaims(String(json.access_token))?.sub,
      email: "bob@example.com",
      email_verified: "true",
      username: "bob",
    },
  });
  const narrow = await exchange(await new Browser(running).code({ scope: "api/read" }));
  const { accessToken } = await signIn(running, "bob");
  for (const token of [String(narrow.json.access_token), String(json.id_token), accessToken, "a.b.c"])
    expect(await ask(token)).toMatchObject({
      status: 401,
      headers: { "www-authenticate": expect.stringContaining('error="invalid_token"') },
    });
  expect(await call(running.gate.description.endpoint, "/oauth2/userInfo")).toMatchObject({ status: 400 });
});

test("revoke ends the session: neither refresh nor userInfo goes on", async () => {
  const { json } = await exchange(await new Browser(running).code());
  const token = String(json.refresh_token);
  expect(await post(running, "/oauth2/revoke", { client_id: "web", token })).toMatchObject({
    status: 200,
    body: "",
  });
  expect(
    await post(running, "/oauth2/token", {
      grant_type: "refresh_token",
      client_id: "web",
      refresh_token: token,
    }),
  ).toMatchObject({ status: 400, json: { error: "invalid_grant" } });
  const headers = { authorization: `Bearer ${json.access_token}` };
  expect(await call(running.gate.description.endpoint, "/oauth2/userInfo", { headers })).toMatchObject({
    status: 401,
  });
});

test("logout ends the browser's sign-in, and sends it to an address of the client", async () => {
  const browser = new Browser(running);
  await browser.signIn("bob");
  const kept = browser.cookies.get("cognito") ?? "";
  const out = await browser.send(
    `/logout?${encoded({ client_id: "web", logout_uri: "http://localhost:5173/out" })}`,
  );
  expect(out).toMatchObject({ status: 302, headers: { location: "http://localhost:5173/out" } });
  expect(browser.cookies.has("cognito")).toBe(false);
  browser.cookies.set("cognito", kept);
  expect((await browser.authorize()).headers.location).toMatch(/^\/login\?/);
});

test("logout with redirect_uri asks for the next user", async () => {
  const browser = new Browser(running);
  await browser.signIn("bob");
  const out = await browser.send(`/logout?${encoded(asked())}`);
  expect(out).toMatchObject({ status: 302, headers: { location: `/login?${encoded(asked())}` } });
  expect(browser.cookies.has("cognito")).toBe(false);
});

test("discovery names the endpoints", async () => {
  const { endpoint } = running.gate.description;
  const { body } = await call(endpoint, `/${POOL}/.well-known/openid-configuration`);
  expect(JSON.parse(body)).toEqual({
    authorization_endpoint: `${endpoint}/oauth2/authorize`,
    end_session_endpoint: `${endpoint}/logout`,
    id_token_signing_alg_values_supported: ["RS256"],
    issuer: `https://cognito-idp.us-east-1.amazonaws.com/${POOL}`,
    jwks_uri: `${endpoint}/${POOL}/.well-known/jwks.json`,
    response_types_supported: ["code", "token"],
    revocation_endpoint: `${endpoint}/oauth2/revoke`,
    scopes_supported: ["openid", "email", "phone", "profile"],
    subject_types_supported: ["public"],
    token_endpoint: `${endpoint}/oauth2/token`,
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    userinfo_endpoint: `${endpoint}/oauth2/userInfo`,
  });
});
