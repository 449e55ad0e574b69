import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { APP_SCHEME, Browser, CALLBACK, CHALLENGE, type Parameters, post, VERIFIER } from "../domain-gate";
import { later, running } from "./attacked-gate";

/** What attackers try at the token endpoint with codes: each is refused, and neither a code nor a token is made. */

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
    later(300_000);
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
