import { createPublicKey, verify } from "node:crypto";
import { call } from "../client";
import { type RunningGate, runGate } from "../fixture";

let running: RunningGate;
let origin: string;
let admin: { clientId: string; clientSecret: string };

beforeAll(async () => {
  running = await runGate();
  const { partner } = running.gate.description;
  const [first] = partner?.clients ?? [];
  if (!partner || !first) throw new Error("no partner");
  admin = first;
  origin = new URL(partner.tokenEndpoint).origin;
});

afterAll(() => running?.stop());

const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;

function token(changes: { authorization?: string; body?: string } = {}) {
  const {
    authorization = basic(admin.clientId, admin.clientSecret),
    body = "grant_type=client_credentials",
  } = changes;
  return call(origin, "/token", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...(authorization && { authorization }) },
    body,
  });
}

test("a client gets a token of the Terraform's issuer and audience, with its roles", async () => {
  const answer = await token();
  expect(answer.status).toBe(200);
  const body = JSON.parse(answer.body);
  expect(body).toEqual({ access_token: expect.any(String), token_type: "Bearer", expires_in: 3600 });
  const [header = "", payload = "", signature = ""] = body.access_token.split(".");
  expect(JSON.parse(Buffer.from(payload, "base64url").toString())).toMatchObject({
    iss: "https://partner.example/",
    aud: "petstore",
    sub: "partner-admin",
    roles: ["admin"],
    iat: expect.any(Number),
    exp: expect.any(Number),
  });
  const { keys } = JSON.parse((await call(origin, "/jwks")).body);
  expect(keys).toHaveLength(1);
  expect(keys[0]).not.toHaveProperty("d");
  const key = createPublicKey({ key: keys[0], format: "jwk" });
  expect(
    verify("sha256", Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, "base64url")),
  ).toBe(true);
});

test.each([
  ["no authentication", ""],
  ["a wrong secret", basic("partner-admin", "wrong")],
  ["an unknown client", basic("mallory", "wrong")],
  ["a client's name as prototype", basic("constructor", "")],
  ["another scheme", "Bearer x"],
])("%s is 401 invalid_client", async (_name, authorization) => {
  const answer = await token({ authorization });
  expect(answer).toMatchObject({ status: 401, body: '{"error":"invalid_client"}' });
});

test.each([
  ["grant_type=password&username=admin", "unsupported_grant_type"],
  ["grant_type=authorization_code&code=x", "unsupported_grant_type"],
  ["grant_type=refresh_token&refresh_token=x", "unsupported_grant_type"],
  ["grant_type=client_credentials&grant_type=password", "invalid_request"],
  ["", "invalid_request"],
])("the grant %j is refused, also for a client of good standing", async (body, error) => {
  expect(await token({ body })).toMatchObject({ status: 400, body: JSON.stringify({ error }) });
});

test("what a client asks for beside the grant changes nothing in its token", async () => {
  const { body } = await token({
    body: "grant_type=client_credentials&aud=other&roles=root&sub=root&scope=all",
  });
  const claims = JSON.parse(Buffer.from(JSON.parse(body).access_token.split(".")[1], "base64url").toString());
  expect(claims).toMatchObject({ aud: "petstore", sub: "partner-admin", roles: ["admin"] });
  expect(claims).not.toHaveProperty("scope");
});

test.each([
  "/authorize?response_type=code&redirect_uri=http://x&state=1",
  "/userinfo",
  "/endsession",
  "/.well-known/openid-configuration",
  "/",
])("there is nothing else at %s", async (path) => {
  expect((await call(origin, path)).status).toBe(404);
  expect((await call(origin, path, { method: "POST" })).status).toBe(404);
});

test("a request under another host's name is refused", async () => {
  expect((await call(origin, "/jwks", { headers: { host: "evil.example" } })).status).toBe(403);
});
