import { unverifiedClaims } from "../../../../../gateway/jwt/verify";
import { Browser, basic, CALLBACK, encoded, type Parameters, post, secretOf } from "../domain-gate";
import { expectNothing, running } from "./attacked-gate";

/** What attackers try at the token endpoint with what clients send: each is refused, and neither a code nor a token is made. */

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
