import { createHash } from "node:crypto";
import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { unverifiedClaims } from "../../../../gateway/jwt/verify";
import type { Answer } from "../../client";
import type { PoolGate } from "../user-pool/pool-gate";
import {
  APP_SCHEME,
  asked,
  Browser,
  basic,
  CALLBACK,
  CHALLENGE,
  domainGate,
  encoded,
  inLocation,
  type Parameters,
  post,
  secretOf,
  VERIFIER,
} from "./domain-gate";

/** What attackers try at the OAuth endpoints: each is refused, and neither a code nor a token is made. */

let running: PoolGate;
let now = new Date();
let signedIn: Browser;
beforeAll(async () => {
  running = await domainGate({}, { now: () => now });
  signedIn = new Browser(running);
  await signedIn.signIn("bob");
});
afterAll(() => running?.stop());
beforeEach(() => {
  now = new Date();
});

/** Nothing of an answer is a code or a token. */
function expectNothing({ body, headers }: Answer): void {
  const location = String(headers.location ?? "");
  expect(`${location}\n${body}`).not.toMatch(
    /[?&#](code|access_token|id_token)=|eyJ|"(access|id|refresh)_token"/,
  );
}

const redirects = {
  "another site": "https://evil.example/in",
  "another port": "http://localhost:5174/in",
  "another scheme": "https://localhost:5173/in",
  "a longer path": `${CALLBACK}/../evil`,
  "a trailing slash": `${CALLBACK}/`,
  "a query more": `${CALLBACK}?next=https://evil.example`,
  "a fragment more": `${CALLBACK}#evil`,
  "a user name": "http://localhost:5173@evil.example/in",
  "an encoded slash": "http://localhost:5173%2Fin",
  capitals: "HTTP://LOCALHOST:5173/in",
  "another spelling of the host": "http://localhost.:5173/in",
  "the address of loopback": "http://127.0.0.1:5173/in",
  "a space before it": ` ${CALLBACK}`,
  "a line feed": `${CALLBACK}\r\nLocation: https://evil.example`,
  "no scheme": "//localhost:5173/in",
  "a script": "javascript:alert(1)",
  data: "data:text/html,<script>alert(1)</script>",
  "the query of another one changed": "https://shop.example/in?tenant=2",
  "the app's scheme with a host": "com.example.shop://evil/in",
};

test.each(Object.entries(redirects))("redirect_uri is compared exactly: %s", async (_name, redirect_uri) => {
  for (const path of ["/oauth2/authorize", "/login"]) {
    const answer = await signedIn.send(`${path}?${encoded(asked({ redirect_uri }))}`);
    expect(answer).toMatchObject({
      status: 302,
      headers: { location: "/error?error=redirect_mismatch&client_id=web" },
    });
    expectNothing(answer);
  }
});

test("an address of logout_urls gets no code, and a callback address no sign-out", async () => {
  const answer = await signedIn.authorize({ redirect_uri: "http://localhost:5173/out" });
  expect(answer.headers.location).toBe("/error?error=redirect_mismatch&client_id=web");
  const browser = new Browser(running);
  for (const logout_uri of [CALLBACK, "https://evil.example", "//evil.example", `http://localhost:5173/out/`])
    expect(await browser.send(`/logout?${encoded({ client_id: "web", logout_uri })}`)).toMatchObject({
      status: 302,
      headers: { location: "/error?error=logout_mismatch" },
    });
});

test.each<[name: string, changes: Parameters, error: Parameters]>([
  ["no redirect_uri and no default", { redirect_uri: undefined }, { error: "redirect_mismatch" }],
  ["an unknown client", { client_id: "nobody" }, { error: "invalid_request" }],
  ["no client", { client_id: undefined }, { error: "invalid_request" }],
  ["a client without OAuth", { client_id: "scripts" }, { error: "invalid_request" }],
])("%s is shown on a page of the pool, and sent nowhere", async (_name, changes, { error }) => {
  const answer = await signedIn.authorize(changes);
  expect(answer.status).toBe(302);
  expect(String(answer.headers.location)).toMatch(/^\/error\?/);
  expect(inLocation(answer).get("error")).toBe(error);
  expectNothing(answer);
  expect(await signedIn.send(String(answer.headers.location))).toMatchObject({ status: 400 });
});

test.each<[name: string, changes: Parameters, error: Parameters]>([
  ["no response_type", { response_type: undefined }, { error: "invalid_request" }],
  ["a response_type of two", { response_type: "code token" }, { error: "invalid_request" }],
  ["the implicit flow, which the client lacks", { response_type: "token" }, { error: "unauthorized_client" }],
  [
    "the code flow of a client that has only the implicit one",
    { client_id: "implicit" },
    { error: "unauthorized_client" },
  ],
  ["the code flow of a program", { client_id: "robot" }, { error: "unauthorized_client" }],
  [
    "a scope that the client lacks",
    { scope: "openid api/write" },
    { error: "invalid_request", error_description: "invalid_scope" },
  ],
  [
    "the pool's own scope",
    { scope: "openid aws.cognito.signin.user.admin" },
    { error: "invalid_request", error_description: "invalid_scope" },
  ],
  [
    "a scope in other letters",
    { scope: "OPENID" },
    { error: "invalid_request", error_description: "invalid_scope" },
  ],
  [
    "scopes with a comma",
    { scope: "openid,email" },
    { error: "invalid_request", error_description: "invalid_scope" },
  ],
  ["an empty scope", { scope: " " }, { error: "invalid_request", error_description: "invalid_scope" }],
  [
    "email without openid",
    { scope: "email" },
    { error: "invalid_request", error_description: "invalid_scope" },
  ],
  [
    "PKCE by plain",
    { code_challenge: VERIFIER, code_challenge_method: "plain" },
    { error: "invalid_request" },
  ],
  ["a challenge without a method", { code_challenge: CHALLENGE }, { error: "invalid_request" }],
  ["a method without a challenge", { code_challenge_method: "S256" }, { error: "invalid_request" }],
  [
    "a challenge that is no hash",
    { code_challenge: "x", code_challenge_method: "S256" },
    { error: "invalid_request" },
  ],
])("%s is told to the client, with its state", async (_name, changes, error) => {
  const answer = await signedIn.authorize(changes);
  const inFragment = changes.response_type === "token";
  const [address, parameters] = String(answer.headers.location).split(inFragment ? "#" : "?");
  expect(address).toBe(CALLBACK);
  expect(Object.fromEntries(new URLSearchParams(parameters))).toEqual({ ...error, state: "s1" });
  expectNothing(answer);
});

test("a repeated parameter is refused, so that no two readers see different ones", async () => {
  const answer = await signedIn.send(
    `/oauth2/authorize?${encoded(asked())}&redirect_uri=https://evil.example`,
  );
  expect(answer.headers.location).toBe("/error?error=invalid_request");
  const code = await new Browser(running).code();
  expect(
    await post(running, "/oauth2/token", {
      grant_type: "authorization_code",
      client_id: "web",
      code,
      redirect_uri: CALLBACK,
    }),
  ).toMatchObject({ status: 200 });
});

describe("a code", () => {
  const pkce = { code_challenge: CHALLENGE, code_challenge_method: "S256" };
  const form = (code: string) => ({
    grant_type: "authorization_code",
    client_id: "web",
    redirect_uri: CALLBACK,
    code,
    code_verifier: VERIFIER,
  });
  const refused = async (changes: Parameters, error: string, headers = {}) => {
    const code = await new Browser(running).code(pkce);
    const answer = await post(running, "/oauth2/token", { ...form(code), ...changes }, headers);
    expect(answer).toMatchObject({ status: 400, json: { error } });
    expect(answer.json).toEqual({ error });
    // It is used up: what comes after a wrong request gets nothing either.
    return post(running, "/oauth2/token", form(code));
  };

  test("works once", async () => {
    const code = await new Browser(running).code(pkce);
    expect(await post(running, "/oauth2/token", form(code))).toMatchObject({ status: 200 });
    expect(await post(running, "/oauth2/token", form(code))).toMatchObject({
      status: 400,
      json: { error: "invalid_grant" },
    });
  });

  test("of twenty requests at once, one gets tokens", async () => {
    const code = await new Browser(running).code(pkce);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post(running, "/oauth2/token", form(code))),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test("ends after five minutes", async () => {
    const code = await new Browser(running).code(pkce);
    now = new Date(now.getTime() + 300_000);
    expect(await post(running, "/oauth2/token", form(code))).toMatchObject({
      json: { error: "invalid_grant" },
    });
  });

  test.each<[name: string, changes: Parameters, error: string]>([
    ["without its verifier", { code_verifier: undefined }, "invalid_grant"],
    ["with another verifier", { code_verifier: VERIFIER.replace("c", "d") }, "invalid_grant"],
    ["with the challenge as verifier", { code_verifier: CHALLENGE }, "invalid_grant"],
    ["with another address", { redirect_uri: APP_SCHEME }, "unauthorized_client"],
    ["with a longer address", { redirect_uri: `${CALLBACK}/` }, "unauthorized_client"],
    ["without an address", { redirect_uri: undefined }, "invalid_request"],
    ["by another client", { client_id: "bare" }, "invalid_grant"],
  ])("%s gives nothing, and is used up", async (_name, changes, error) => {
    expect(await refused(changes, error)).toMatchObject({ status: 400, json: { error: "invalid_grant" } });
  });

  test("of a request without a challenge does not take a verifier: the request was another one's", async () => {
    const code = await new Browser(running).code();
    expect(await post(running, "/oauth2/token", form(code))).toMatchObject({
      status: 400,
      json: { error: "invalid_grant" },
    });
  });

  test("and a browser's sign-in end with what an operator does to the user", async () => {
    const browser = new Browser(running);
    const code = await browser.code(pkce, "alice");
    const { endpoint, operator: credentials, region, userPoolId } = running.gate.description;
    const sdk = new CognitoIdentityProviderClient({ endpoint, region, credentials });
    const input = { UserPoolId: userPoolId ?? "", Username: "alice" };
    await sdk.send(new AdminDisableUserCommand(input));
    expect(await post(running, "/oauth2/token", form(code))).toMatchObject({
      status: 400,
      json: { error: "invalid_grant" },
    });
    expect((await browser.authorize()).headers.location).toMatch(/^\/login\?/);
    await sdk.send(new AdminEnableUserCommand(input));
    expect((await browser.authorize()).headers.location).toContain("code=");
    const temporary = { Password: "Temporary-Password-1", Permanent: false };
    await sdk.send(new AdminSetUserPasswordCommand({ ...input, ...temporary }));
    expect((await browser.authorize()).headers.location).toMatch(/^\/login\?/);
    await sdk.send(new AdminDeleteUserCommand(input));
    expect((await browser.authorize()).headers.location).toMatch(/^\/login\?/);
    sdk.destroy();
  });
});

describe("a client", () => {
  const machine = { grant_type: "client_credentials" };
  const ask = (form: Parameters, headers = {}) => post(running, "/oauth2/token", form, headers);

  test.each<
    [name: string, form: () => Parameters, headers: () => Readonly<Record<string, string>>, error: string]
  >([
    ["with a wrong secret", () => machine, () => basic("robot", "x"), "invalid_client"],
    ["without its secret", () => ({ ...machine, client_id: "robot" }), () => ({}), "invalid_client"],
    [
      "with the secret of another client",
      () => machine,
      () => basic("robot", secretOf(running, "server")),
      "invalid_client",
    ],
    ["that is unknown", () => machine, () => basic("nobody", "x"), "invalid_client"],
    [
      "without a secret, that sends one",
      () => ({ grant_type: "refresh_token", client_id: "web", client_secret: "x", refresh_token: "x" }),
      () => ({}),
      "invalid_client",
    ],
    ["that has no OAuth flow", () => ({ ...machine, client_id: "scripts" }), () => ({}), "invalid_client"],
    [
      "by two methods",
      () => ({ ...machine, client_secret: secretOf(running, "robot") }),
      () => basic("robot", secretOf(running, "robot")),
      "invalid_request",
    ],
    [
      "that names another",
      () => ({ ...machine, client_id: "server" }),
      () => basic("robot", secretOf(running, "robot")),
      "invalid_request",
    ],
    [
      "with a header that is not Basic",
      () => ({ ...machine, client_id: "robot" }),
      () => ({ authorization: "Bearer x" }),
      "invalid_client",
    ],
    [
      "of users, as a program",
      () => machine,
      () => basic("server", secretOf(running, "server")),
      "unauthorized_client",
    ],
    [
      "that is public, as a program",
      () => ({ ...machine, client_id: "web" }),
      () => ({}),
      "unauthorized_client",
    ],
    [
      "of programs, with a code",
      () => ({ grant_type: "authorization_code", code: "x" }),
      () => basic("robot", secretOf(running, "robot")),
      "unauthorized_client",
    ],
    [
      "with the password grant",
      () => ({ grant_type: "password", client_id: "web", username: "bob", password: "x" }),
      () => ({}),
      "unsupported_grant_type",
    ],
    ["with no grant", () => ({ client_id: "web" }), () => ({}), "invalid_request"],
    [
      "with a grant of a prototype",
      () => ({ grant_type: "constructor", client_id: "web" }),
      () => ({}),
      "unsupported_grant_type",
    ],
    [
      "with a scope that it lacks",
      () => ({ ...machine, scope: "api/read api/delete" }),
      () => basic("robot", secretOf(running, "robot")),
      "invalid_scope",
    ],
    [
      "of programs, with openid",
      () => ({ ...machine, scope: "openid" }),
      () => basic("robot", secretOf(running, "robot")),
      "invalid_scope",
    ],
  ])("%s is refused", async (_name, form, headers, error) => {
    const answer = await ask(form(), headers());
    expect(answer).toMatchObject({ status: 400, json: { error } });
    expectNothing(answer);
  });

  test("gets nothing by GET, or by a body that is no form", async () => {
    const headers = { "content-type": "application/json", ...basic("robot", secretOf(running, "robot")) };
    expect(await post(running, "/oauth2/token", machine, headers)).toMatchObject({
      json: { error: "invalid_request" },
    });
    const browser = new Browser(running);
    expect(await browser.send(`/oauth2/token?${encoded(machine)}`, { headers })).toMatchObject({
      status: 405,
    });
  });

  test("cannot use or revoke the refresh token of another", async () => {
    const code = await new Browser(running).code();
    const { json } = await ask({
      grant_type: "authorization_code",
      client_id: "web",
      redirect_uri: CALLBACK,
      code,
    });
    const refresh_token = String(json.refresh_token);
    const others = { grant_type: "refresh_token", client_id: "bare", refresh_token };
    expect(await ask(others)).toMatchObject({ status: 400, json: { error: "invalid_grant" } });
    expect(await post(running, "/oauth2/revoke", { client_id: "bare", token: refresh_token })).toMatchObject({
      status: 400,
      json: { error: "invalid_request" },
    });
    expect(await ask({ ...others, client_id: "web" })).toMatchObject({ status: 200 });
    expect(
      await post(running, "/oauth2/revoke", { client_id: "web", token: String(json.access_token) }),
    ).toMatchObject({
      status: 400,
      json: { error: "unsupported_token_type" },
    });
    expect(
      await post(running, "/oauth2/revoke", { client_id: "server", token: refresh_token }),
    ).toMatchObject({
      status: 401,
      json: { error: "invalid_client" },
    });
  });

  test("cannot widen a session's scopes when it refreshes", async () => {
    const code = await new Browser(running).code({ scope: "openid" });
    const { json } = await ask({
      grant_type: "authorization_code",
      client_id: "web",
      redirect_uri: CALLBACK,
      code,
    });
    const wider = await ask({
      grant_type: "refresh_token",
      client_id: "web",
      refresh_token: String(json.refresh_token),
      scope: "openid email profile api/write",
    });
    const scopes = (token: unknown) => unverifiedClaims(String(token))?.scope;
    expect(scopes(wider.json.access_token)).toBe(scopes(json.access_token));
  });
});

describe("the login page", () => {
  const password = () => running.password("bob");

  test.each<[name: string, form: (csrf: string) => Parameters, headers: Readonly<Record<string, string>>]>([
    ["without the form's token", () => ({ username: "bob", password: password() }), {}],
    ["with another token", () => ({ _csrf: "x".repeat(43), username: "bob", password: password() }), {}],
    [
      "from another origin",
      (_csrf) => ({ _csrf, username: "bob", password: password() }),
      { origin: "https://evil.example" },
    ],
    [
      "from another port",
      (_csrf) => ({ _csrf, username: "bob", password: password() }),
      { origin: "http://127.0.0.1:5173" },
    ],
    [
      "from a sandboxed frame",
      (_csrf) => ({ _csrf, username: "bob", password: password() }),
      { origin: "null" },
    ],
    [
      "from another site, as the browser says",
      (_csrf) => ({ _csrf, username: "bob", password: password() }),
      { "sec-fetch-site": "cross-site" },
    ],
    [
      "from another port, as the browser says",
      (_csrf) => ({ _csrf, username: "bob", password: password() }),
      { "sec-fetch-site": "same-site" },
    ],
    [
      "as JSON",
      (_csrf) => ({ _csrf, username: "bob", password: password() }),
      { "content-type": "text/plain" },
    ],
  ])("takes no form %s", async (_name, form, headers) => {
    const browser = new Browser(running);
    const answer = await browser.post(form(await browser.open()), {}, headers);
    expect(answer).toMatchObject({ status: 400, body: expect.stringContaining("The form is too old") });
    expect(browser.cookies.has("cognito")).toBe(false);
    expectNothing(answer);
  });

  test("takes no form whose token is that of another browser", async () => {
    const token = await new Browser(running).open();
    const victim = new Browser(running);
    await victim.open();
    expect(await victim.post({ _csrf: token, username: "bob", password: password() })).toMatchObject({
      status: 400,
    });
    expect(victim.cookies.has("cognito")).toBe(false);
  });

  test("checks the request again when the form is sent", async () => {
    const browser = new Browser(running);
    const _csrf = await browser.open();
    const answer = await browser.post(
      { _csrf, username: "bob", password: password() },
      { redirect_uri: "https://evil.example" },
    );
    expect(answer.headers.location).toBe("/error?error=redirect_mismatch&client_id=web");
    expect(browser.cookies.has("cognito")).toBe(false);
  });

  test("answers a wrong password and an unknown user alike", async () => {
    const browser = new Browser(running);
    const bodies = [];
    for (const username of ["bob", "nobody"]) {
      const _csrf = await browser.open();
      const answer = await browser.post({ _csrf, username, password: "wrong" });
      expect(answer.status).toBe(200);
      expectNothing(answer);
      bodies.push(answer.body.replaceAll(username, "USER"));
    }
    expect(bodies[0]).toContain("Incorrect username or password.");
    expect(bodies[0]).toBe(bodies[1]);
    expect(browser.cookies.has("cognito")).toBe(false);
  });

  test("gives each sign-in a new cookie, which scripts and forms of other sites cannot use", async () => {
    const browser = new Browser(running);
    browser.cookies.set("cognito", "planted");
    const { headers } = await browser.signIn("bob");
    const cookie = [headers["set-cookie"]].flat().find((set) => set?.startsWith("cognito="));
    expect(cookie).toMatch(/^cognito=[\w-]{43}; Path=\/; Max-Age=3600; HttpOnly; SameSite=Lax$/);
    expect(browser.cookies.get("cognito")).not.toBe("planted");
  });

  test("of a client that offers no way to sign in does not sign in", async () => {
    const browser = new Browser(running);
    const changes = { client_id: "hidden" };
    expect(await browser.send(`/login?${encoded(asked(changes))}`)).toMatchObject({ status: 400 });
    const _csrf = await browser.open();
    const answer = await browser.post({ _csrf, username: "bob", password: password() }, changes);
    expect(answer.status).toBe(400);
    expectNothing(answer);
    // A browser that signed in at another client is not sent on either.
    expectNothing(await signedIn.authorize(changes));
  });

  const HTML = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`;

  test("shows what it was given as text", async () => {
    const browser = new Browser(running);
    const changes = { login_hint: HTML, state: HTML, nonce: HTML };
    const pages = [
      await browser.send(`/login?${encoded(asked(changes))}`),
      await browser.post({ _csrf: await browser.open(), username: HTML, password: "wrong" }, changes),
      await browser.send(`/error?${encoded({ error: HTML, client_id: HTML })}`),
      await browser.send(`/error?error=toString`),
    ];
    for (const { body } of pages) {
      expect(body).not.toMatch(/<script|<img|onerror='/);
      expect(body).toContain("<h1>");
    }
    expect(pages[1]?.body).toContain("&quot;&gt;&lt;script&gt;");
  });

  test("runs no script, loads nothing, is in no frame, and sends its form on to the client alone", async () => {
    const { body, headers } = await new Browser(running).send(`/login?${encoded(asked())}`);
    const style = /<style>([^<]*)<\/style>/.exec(body)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(headers).toMatchObject({
      "content-security-policy": `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self' http://localhost:5173; base-uri 'none'; frame-ancestors 'none'`,
      "x-frame-options": "DENY",
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cache-control": "no-store",
    });
    expect(body).not.toMatch(/<script|src=|https?:\/\//);
    const app = await new Browser(running).send(`/login?${encoded(asked({ redirect_uri: APP_SCHEME }))}`);
    expect(app.headers["content-security-policy"]).toContain("form-action 'self' com.example.shop:;");
  });
});
