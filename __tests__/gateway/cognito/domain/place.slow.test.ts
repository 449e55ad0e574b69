import { readFileSync } from "node:fs";
import { get } from "node:https";
import { unverifiedClaims } from "../../../../gateway/jwt/verify";
import type { ApiModel } from "../../../../terraform/model";
import { awsJson, call } from "../../client";
import { type SignedIn, signIn } from "../../people";
import { IDENTITY_POOL, POOL } from "../../petstore/names";
import type { PoolGate } from "../user-pool/pool-gate";
import { asked, Browser, domainGate, encoded } from "./domain-gate";

/** Where the endpoints are, and who is named as issuer. */

let running: PoolGate | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

test("without a domain in the Terraform there is no endpoint", async () => {
  running = await domainGate({
    change: (model) => ({ ...model, userPools: model.userPools.map(({ domains: _, ...pool }) => pool) }),
  });
  const { endpoint } = running.gate.description;
  for (const path of [
    `/oauth2/authorize?${encoded(asked())}`,
    "/login",
    "/logout",
    "/oauth2/userInfo",
    "/error",
  ])
    expect(await call(endpoint, path)).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
  const { body } = await call(endpoint, `/${POOL}/.well-known/openid-configuration`);
  expect(JSON.parse(body)).not.toHaveProperty("authorization_endpoint");
});

test("what a domain has in the cloud and not here is said so in OAuth's form", async () => {
  running = await domainGate();
  const { endpoint } = running.gate.description;
  for (const path of ["/oauth2/register", "/saml2/logout", "/oauth2/token/"]) {
    const { body, status } = await call(endpoint, path, { method: "POST", body: "{}" });
    expect({ status, json: JSON.parse(body) }).toEqual({
      status: 404,
      json: { error: "invalid_request", error_description: `${path} is not served by this gate` },
    });
  }
  const wrong = await call(endpoint, "/oauth2/token");
  expect(wrong).toMatchObject({ status: 405, headers: { allow: "POST" } });
  expect(JSON.parse(wrong.body)).toEqual({ error: "invalid_request", error_description: "expected POST" });
});

test("a stage with the name of an endpoint keeps its paths, and the start says so", async () => {
  const rename = (model: ApiModel): ApiModel => ({
    ...model,
    apis: model.apis.map((api) => ({
      ...api,
      stages: api.stages.map((stage) => ({ ...stage, name: "login" })),
    })),
  });
  running = await domainGate({ change: rename });
  const { endpoint } = running.gate.description;
  expect(await call(endpoint, "/login/health")).toMatchObject({ status: 200 });
  expect(await call(endpoint, `/login?${encoded(asked())}`)).toMatchObject({ status: 403 });
  expect(running.lines).toContainEqual(
    expect.stringMatching(
      "Differs here: identity/aws_cognito_user_pool_domain.login: not served: /login, which is an API's path here",
    ),
  );
  // The other endpoints are where they were.
  expect((await new Browser(running).authorize()).status).toBe(302);
});

test("over TLS the page's cookies are for TLS alone", async () => {
  running = await domainGate({}, { https: true });
  const { gate } = running;
  const ca = readFileSync(gate.authorityFile ?? "");
  const cookies = await new Promise((resolve, reject) => {
    const url = `${gate.description.endpoint}/login?${encoded(asked())}`;
    get(url, { ca, agent: false }, (incoming) => {
      incoming.resume();
      resolve(incoming.headers["set-cookie"]);
    }).on("error", reject);
  });
  expect(cookies).toEqual([
    expect.stringMatching(/^XSRF-TOKEN=[\w-]{43}; Path=\/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure$/),
  ]);
});

describe("with the gate as issuer", () => {
  const tokens = async () => {
    running = await domainGate({}, { issuer: "endpoint" });
    const { endpoint } = running.gate.description;
    return { endpoint, issuer: `${endpoint}/${POOL}`, signedIn: await signIn(running, "bob") };
  };
  const account = (url: string, { idToken }: Pick<SignedIn, "idToken">) =>
    call(url, "/dev/account", { headers: { authorization: `Bearer ${idToken}` } });

  test("tokens, discovery and the description name it, and API methods accept it", async () => {
    const { endpoint, issuer, signedIn } = await tokens();
    expect(unverifiedClaims(signedIn.idToken)?.iss).toBe(issuer);
    const { body } = await call(endpoint, `/${POOL}/.well-known/openid-configuration`);
    expect(JSON.parse(body)).toMatchObject({ issuer, jwks_uri: `${issuer}/.well-known/jwks.json` });
    expect(running?.gate.description.issuer).toBe(issuer);
    expect(await account(`${endpoint}`, signedIn)).toMatchObject({ status: 200 });
  });

  test("a token of Cognito's issuer, signed by the same keys, is refused, and the other way round", async () => {
    const { signedIn } = await tokens();
    const other = await domainGate();
    try {
      const ofCognito = await signIn(other, "bob");
      running?.ran();
      expect(await account(running?.gate.description.endpoint ?? "", ofCognito)).toMatchObject({
        status: 401,
      });
      expect(await account(other.gate.description.endpoint, signedIn)).toMatchObject({ status: 401 });
      expect([...(running?.ran() ?? []), ...other.ran()].filter((name) => name === "echo")).toEqual([]);
    } finally {
      await other.stop();
    }
  });

  test.each(["the provider's name", "the issuer's address"])(
    "an identity pool takes a login by %s",
    async (by) => {
      const { endpoint, issuer, signedIn } = await tokens();
      const name =
        by === "the issuer's address"
          ? issuer.slice("http://".length)
          : `cognito-idp.us-east-1.amazonaws.com/${POOL}`;
      const { json, status } = await awsJson(endpoint, "AWSCognitoIdentityService.GetId", {
        IdentityPoolId: IDENTITY_POOL,
        Logins: { [name]: signedIn.idToken },
      });
      expect({ status, json }).toEqual({ status: 200, json: { IdentityId: expect.any(String) } });
    },
  );
});
