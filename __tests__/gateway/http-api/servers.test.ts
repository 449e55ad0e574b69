import { generateKeyPairSync, type JsonWebKey } from "node:crypto";
import { signingKey } from "../../../gateway/jwt/keys";
import { signJwt } from "../../../gateway/jwt/sign";
import { call, signedCall } from "../client";
import { type Backend, startBackend } from "../data-plane/integrations/http/backend";
import { type HttpGate, httpGate } from "./gate";

/** Servers behind HTTP APIs: those that answer routes, and the issuer of a JWT authorizer. */

let backend: Backend;
let issuer: Backend;
let gate: HttpGate;
let endpoint: string;
let clock = 0;

const login = signingKey(
  generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" }),
);

beforeAll(async () => {
  [backend, issuer] = await Promise.all([startBackend(), startBackend()]);
  gate = await httpGate({
    backends: new Map([
      ["https://shop.example.com", backend.origin],
      ["https://stopped.example.com", "http://127.0.0.1:1"],
      ["https://login.example.com", issuer.origin],
    ]),
    now: () => new Date(Date.now() + clock),
  });
  endpoint = gate.gate.description.endpoint;
});
afterAll(async () => {
  await gate.stop();
  backend.stop();
  issuer.stop();
});
beforeEach(() => {
  backend.reset();
  issuer.reset();
});

const header = (name: string) =>
  backend.seen[0]?.headers.filter(([one]) => one.toLowerCase() === name).map(([, value]) => value);

test("a proxy gets the rest of the path, the query and the body, and its answer is passed on", async () => {
  const answer = await call(endpoint, "/proxy/whole/a%20b/c?x=1&x=2", {
    method: "PUT",
    headers: { "x-own": "1", "content-type": "text/plain", forwarded: "for=1.2.3.4", connection: "x-own2" },
    body: "text",
  });
  expect(answer).toMatchObject({ status: 200, body: "from the shop" });
  expect(backend.seen).toMatchObject([{ method: "PUT", url: "/base/a%20b/c?own=1&x=1&x=2", body: "text" }]);
  expect(header("host")).toEqual(["shop.example.com"]);
  expect(header("x-own")).toEqual(["1"]);
  expect(header("forwarded")).toEqual([expect.stringContaining("for=127.0.0.1;")]);
  expect(header("via")).toEqual(["HTTP/1.1 AmazonAPIGateway"]);
});

test("request parameters change what is sent, and a client's own values do not stand in for them", async () => {
  await call(endpoint, "/proxy/mapped/7?who=mallory&x=1", {
    method: "POST",
    headers: {
      authorization: `Bearer ${gate.token()}`,
      "x-caller": "mallory",
      x_caller: "mallory",
      "X-Many": "one",
      "x-secret": "1",
    },
  });
  expect(backend.seen).toMatchObject([{ method: "POST", url: "/v2/7?x=1&who=user%20alice" }]);
  expect(header("x-caller")).toEqual(["alice"]);
  expect(header("x_caller")).toEqual([]);
  expect(header("x-many")).toEqual(["one", "two"]);
  expect(header("x-secret")).toEqual([]);
});

test("a claim that the token does not have leaves the header out, also where the client sends it", async () => {
  const authorization = `Bearer ${gate.token({ sub: undefined })}`;
  await call(endpoint, "/proxy/mapped/7?who=mallory", {
    method: "POST",
    headers: { authorization, "x-caller": "mallory" },
  });
  expect(header("x-caller")).toEqual([]);
  expect(backend.seen[0]?.url).toBe("/v2/7");
});

test("a claim that is no header value is refused, and the server is not asked", async () => {
  const authorization = `Bearer ${gate.token({ sub: "a\r\nx-admin: 1" })}`;
  const answer = await call(endpoint, "/proxy/mapped/7", { method: "POST", headers: { authorization } });
  expect(answer.status).toBe(500);
  expect(backend.seen).toEqual([]);
});

/** Requests that no server may get. */
const refused: readonly (readonly [string, verb: string, path: string, status: number])[] = [
  ["without a token", "POST", "/proxy/mapped/7", 401],
  ["a mapping that is not supported", "GET", "/proxy/odd", 501],
  ["a server that no --backend names", "GET", "/proxy/away", 503],
  ["a server that is not there", "GET", "/proxy/stopped", 503],
  ["a path that climbs", "GET", "/proxy/whole/..%2fadmin", 404],
  ["a path that climbs", "GET", "/proxy/whole/%2e%2e/admin", 404],
  ["unsigned", "GET", "/proxy/signed", 403],
];

test.each(refused)("%s: %s %s", async (_, method, path, status) => {
  expect((await call(endpoint, path, { method })).status).toBe(status);
  expect(backend.seen).toEqual([]);
});

test("a signature does not allow more than the role's policy", async () => {
  const { credentials } = gate;
  expect((await signedCall(endpoint, "/proxy/signed", { credentials })).status).toBe(403);
});

test("the backend's CORS headers are replaced", async () => {
  backend.answerWith((_, response) => {
    response.setHeader("access-control-allow-origin", "*");
    response.end();
  });
  const { headers } = await call(endpoint, "/proxy/whole/x", { headers: { origin: "https://app" } });
  expect(headers["access-control-allow-origin"]).toBe("https://app");
});

const iss = "https://login.example.com/";
const now = () => Math.floor((Date.now() + clock) / 1_000);
const token = (claims: object = {}, key = login) =>
  signJwt({ iss, aud: "shop", sub: "carol", exp: now() + 60, ...claims }, key);
const ask = (bearer = token()) =>
  call(endpoint, "/proxy/login", { headers: { authorization: `Bearer ${bearer}` } });

/** What the issuer answers: its discovery, and its keys. */
function serveIssuer(document: object | string, keys: unknown = { keys: [login.jwk] }): void {
  issuer.answerWith(({ url }, response) =>
    response.end(JSON.stringify(url === "/.well-known/openid-configuration" ? document : keys)),
  );
}

const DISCOVERY = { issuer: iss, jwks_uri: "https://login.example.com/keys" };

/** Issuers whose tokens are refused, and what the caller is told. A failure is not kept. */
const failing: readonly (readonly [string, document: object | string, keys: unknown, problem: string])[] = [
  ["another issuer's discovery", { ...DISCOVERY, issuer: "https://login.example.com" }, {}, "OIDC discovery"],
  ["a discovery without keys", { issuer: iss }, {}, "OIDC discovery"],
  ["keys at another server", { ...DISCOVERY, jwks_uri: "https://evil.example.com/keys" }, {}, "JWKS"],
  ["keys that are none", DISCOVERY, { keys: "x" }, "JWKS"],
  ["keys that are too long", DISCOVERY, { keys: [], pad: "x".repeat(150_000) }, "JWKS"],
];

test.each(failing)("%s", async (_, document, keys, problem) => {
  serveIssuer(document, keys);
  const { headers, status } = await ask();
  expect(status).toBe(401);
  expect(headers["www-authenticate"]).toContain(`error_description="${problem}`);
  expect(gate.ran()).toEqual([]);
});

test("keys are found by discovery, and kept for two hours", async () => {
  serveIssuer(DISCOVERY);
  expect((await ask()).status).toBe(200);
  expect(issuer.seen.map(({ url }) => url)).toEqual(["/.well-known/openid-configuration", "/keys"]);
  expect((await ask()).status).toBe(200);
  expect(issuer.seen).toHaveLength(2);
  expect((await ask(token({ aud: "other" }))).status).toBe(401);
  expect((await ask(token({ iss: "https://login.example.com" }))).status).toBe(401);
  expect((await ask(gate.token({ iss, aud: "shop" }))).status).toBe(401);
  expect(gate.ran()).toEqual(["echo", "echo"]);
  clock = 2 * 3_600_000;
  issuer.reset();
  expect((await ask()).status).toBe(401);
});

/** Keys that verify nothing, although they signed. */
const short = signingKey(
  generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey.export({ format: "jwk" }),
);
const odd: readonly (readonly [what: string, jwk: JsonWebKey, key: typeof login])[] = [
  ["a key for encryption", { ...login.jwk, use: "enc" }, login],
  ["a key of another algorithm", { ...login.jwk, alg: "RS512" }, login],
  ["a key without a kid", { kty: "RSA", e: login.jwk.e, n: login.jwk.n }, login],
  ["a key of 1,024 bits", short.jwk, short],
  ["a symmetric key", { kty: "oct", kid: login.kid, k: "AAAA", alg: "HS256" }, login],
];

test.each(odd)("%s", async (_, jwk, key) => {
  clock += 3 * 3_600_000;
  serveIssuer(DISCOVERY, { keys: [jwk] });
  expect((await ask(token({}, key))).status).toBe(401);
  expect(gate.ran()).toEqual([]);
});
