import { createPublicKey, verify } from "node:crypto";
import { type PartnerServer, startPartner } from "../../../gateway/third-party-issuer/server";
import { type CallOptions, call } from "../client";
import { installationKeys } from "../gates";

/** The third-party issuer on its own port: discovery, keys, and tokens by the client-credentials grant. */

const clients = [
  { clientId: "partner-admin", clientSecret: "s3cret+/ %", roles: ["admin"] },
  { clientId: "partner-user", clientSecret: "other", roles: ["user"] },
];
const settings = {
  functionArn: "arn:aws:lambda:us-east-1:123456789012:function:authorizer",
  issuer: "https://partner.example/",
  audience: "petstore",
  expectedAudience: "petstore",
  rolesClaim: "roles",
  clients,
};
const now = new Date("2026-01-02T03:04:05.678Z");
const FORM = "application/x-www-form-urlencoded";

let server: PartnerServer;
let served: typeof settings | undefined;

beforeAll(async () => {
  const { partnerKey } = await installationKeys();
  server = await startPartner({
    key: partnerKey,
    listen: { port: 0 },
    settings: () => served,
    signIn: () => undefined,
    directories: () => [],
    now: () => now,
    log: () => {},
  });
});
beforeEach(() => {
  served = settings;
});
afterAll(() => server?.close());

const encode = (text: string) => encodeURIComponent(text).replaceAll("%20", "+");
const basic = (id: string, secret: string) =>
  `Basic ${Buffer.from(`${encode(id)}:${encode(secret)}`).toString("base64")}`;
const asAdmin = basic("partner-admin", "s3cret+/ %");

function token(body: string, headers: CallOptions["headers"] = { authorization: asAdmin }) {
  return call(server.endpoint, "/token", {
    method: "POST",
    headers: { "content-type": FORM, ...headers },
    body,
  });
}

function claimsIn(body: string): Record<string, unknown> {
  const { access_token: jwt } = JSON.parse(body);
  return JSON.parse(Buffer.from(jwt.split(".")[1], "base64url").toString());
}

test("a client gets a token of the Terraform's issuer and audience, with its roles", async () => {
  const answer = await token("grant_type=client_credentials");
  expect(answer).toMatchObject({
    status: 200,
    headers: { "content-type": "application/json", "cache-control": "no-store", pragma: "no-cache" },
  });
  const body = JSON.parse(answer.body);
  expect(body).toEqual({ access_token: expect.any(String), token_type: "Bearer", expires_in: 3600 });
  expect(claimsIn(answer.body)).toEqual({
    iss: "https://partner.example/",
    aud: "petstore",
    sub: "partner-admin",
    client_id: "partner-admin",
    roles: ["admin"],
    iat: 1767323045,
    exp: 1767326645,
    jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  const [header = "", payload = "", signature = ""] = body.access_token.split(".");
  const { keys } = JSON.parse((await call(server.endpoint, "/jwks")).body);
  expect(keys).toEqual([
    { kid: expect.any(String), alg: "RS256", kty: "RSA", use: "sig", e: "AQAB", n: expect.any(String) },
  ]);
  expect(JSON.parse(Buffer.from(header, "base64url").toString())).toEqual({
    kid: keys[0].kid,
    alg: "RS256",
    typ: "JWT",
  });
  const key = createPublicKey({ key: keys[0], format: "jwk" });
  expect(
    verify("sha256", Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, "base64url")),
  ).toBe(true);
});

test("a client may authenticate in the form as well", async () => {
  const secret = encode("s3cret+/ %");
  const answer = await token(
    `grant_type=client_credentials&client_id=partner-admin&client_secret=${secret}`,
    {},
  );
  expect(answer.status).toBe(200);
  expect(claimsIn(answer.body)).toMatchObject({ sub: "partner-admin", roles: ["admin"] });
});

test("discovery names the Terraform's issuer, and where the endpoints are on this machine", async () => {
  const { status, body } = await call(server.endpoint, "/.well-known/openid-configuration");
  expect(status).toBe(200);
  expect(JSON.parse(body)).toEqual({
    issuer: "https://partner.example/",
    jwks_uri: server.jwksUrl,
    token_endpoint: server.tokenEndpoint,
    grant_types_supported: ["client_credentials"],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    response_types_supported: [],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
  });
});

test.each<[string, string, Record<string, string>]>([
  ["no authentication", "", {}],
  ["a wrong secret", "", { authorization: basic("partner-admin", "wrong") }],
  ["no secret", "", { authorization: basic("partner-admin", "") }],
  ["another client's secret", "", { authorization: basic("partner-admin", "other") }],
  ["an unknown client", "", { authorization: basic("mallory", "wrong") }],
  ["an unknown client without a secret", "", { authorization: basic("mallory", "") }],
  ["a client's name as prototype", "", { authorization: basic("constructor", "") }],
  ["another scheme", "", { authorization: "Bearer x" }],
  ["a wrong secret in the form", "&client_id=partner-admin&client_secret=wrong", {}],
  ["an id without a secret in the form", "&client_id=partner-admin", {}],
  ["an id and an empty secret in the form", "&client_id=partner-admin&client_secret=", {}],
])("%s is 401 invalid_client", async (_name, form, headers) => {
  const answer = await token(`grant_type=client_credentials${form}`, headers);
  expect(answer).toMatchObject({ status: 401, headers: { "www-authenticate": 'Basic realm="partner"' } });
  expect(JSON.parse(answer.body)).toEqual({
    error: "invalid_client",
    error_description: expect.any(String),
  });
});

test.each([
  ["grant_type=password&username=admin", "unsupported_grant_type"],
  ["grant_type=authorization_code&code=x", "unsupported_grant_type"],
  ["grant_type=refresh_token&refresh_token=x", "unsupported_grant_type"],
  ["grant_type=client_credentials&grant_type=password", "invalid_request"],
  ["grant_type=client_credentials&client_id=partner-admin&client_id=partner-user", "invalid_request"],
  ["grant_type=client_credentials&client_id=partner-user", "invalid_request"],
  ["grant_type=client_credentials&client_secret=other&client_id=partner-user", "invalid_request"],
  ["grant_type=client_credentials&scope=all", "invalid_scope"],
  ["grant_type=", "invalid_request"],
  ["", "invalid_request"],
])("the request %j is refused, also for a client with valid credentials", async (body, error) => {
  const answer = await token(body);
  expect(answer).toMatchObject({ status: 400, headers: { "cache-control": "no-store" } });
  expect(JSON.parse(answer.body)).toMatchObject({ error });
});

test("a body of another media type is refused", async () => {
  const headers = { authorization: asAdmin, "content-type": "application/json" };
  const answer = await token('{"grant_type":"client_credentials"}', headers);
  expect(answer.status).toBe(400);
  expect(JSON.parse(answer.body)).toEqual({
    error: "invalid_request",
    error_description: `expected the content type ${FORM}`,
  });
});

test("what a client asks for beside the grant changes nothing in its token", async () => {
  const { body } = await token("grant_type=client_credentials&aud=other&roles=root&sub=root&scope=");
  const claims = claimsIn(body);
  expect(claims).toMatchObject({ aud: "petstore", sub: "partner-admin", roles: ["admin"] });
  expect(claims).not.toHaveProperty("scope");
});

test("without an authorizer in the Terraform there are the keys, and no tokens", async () => {
  served = undefined;
  expect((await call(server.endpoint, "/jwks")).status).toBe(200);
  expect((await token("grant_type=client_credentials")).status).toBe(404);
  expect((await call(server.endpoint, "/.well-known/openid-configuration")).status).toBe(404);
});

test.each(["/authorize?response_type=code&redirect_uri=http://x&state=1", "/userinfo", "/endsession", "/"])(
  "there is nothing else at %s",
  async (path) => {
    expect((await call(server.endpoint, path)).status).toBe(404);
    expect((await call(server.endpoint, path, { method: "POST" })).status).toBe(404);
  },
);

test("a request under another host's name is refused", async () => {
  const headers = { host: "evil.example" };
  expect((await call(server.endpoint, "/jwks", { headers })).status).toBe(403);
});

test("its port can be fixed, and a port in use is one clear error", async () => {
  const { partnerKey: key } = await installationKeys();
  const options = {
    key,
    listen: { port: server.port },
    settings: () => settings,
    signIn: () => undefined,
    directories: () => [],
    now: () => now,
    log: () => {},
  };
  await expect(startPartner(options)).rejects.toMatchObject({ code: "PORT_IN_USE" });
  const { port } = server;
  await server.close();
  server = await startPartner(options);
  expect(server.port).toBe(port);
});
