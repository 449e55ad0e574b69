import {
  asked,
  Browser,
  CALLBACK,
  CHALLENGE,
  encoded,
  inLocation,
  type Parameters,
  post,
  VERIFIER,
} from "../domain-gate";
import { expectNothing, running, signedIn } from "./attacked-gate";

/** What attackers try at the authorization endpoint: each is refused, and neither a code nor a token is made. */

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
