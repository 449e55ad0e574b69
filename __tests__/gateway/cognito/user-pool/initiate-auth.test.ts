import { createHmac } from "node:crypto";
import { unverifiedClaims } from "../../../../gateway/jwt/verify";
import type { ApiModel } from "../../../../terraform/model";
import type { UserPoolClient } from "../../../../terraform/model/user-pool";
import { awsJson, call } from "../../client";
import { type RunningGate, runGate } from "../../gates";
import { signIn } from "../../people";
import { POOL, roleArn } from "../../petstore/names";

const TARGET = "AWSCognitoIdentityProviderService.InitiateAuth";

let running: RunningGate;

function clients(model: ApiModel): ApiModel {
  const [app] = model.userPools[0]?.clients ?? [];
  if (!app) throw new Error("no client");
  const more: UserPoolClient[] = [
    { ...app, id: "secret", hasSecret: true, explicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"] },
    { ...app, id: "silent", explicitAuthFlows: [] },
  ];
  return {
    ...model,
    userPools: model.userPools.map((pool) => ({ ...pool, clients: [...pool.clients, ...more] })),
  };
}

beforeAll(async () => {
  running = await runGate(clients);
});

afterAll(() => running?.stop());

function initiate(changes: Record<string, unknown> = {}) {
  const { endpoint, users } = running.gate.description;
  return awsJson(endpoint, TARGET, {
    AuthFlow: "USER_PASSWORD_AUTH",
    ClientId: "scripts",
    AuthParameters: { USERNAME: "bob", PASSWORD: users[1]?.password },
    ...changes,
  });
}

test("the tokens have Cognito's claims", async () => {
  const before = Math.floor(Date.now() / 1_000);
  const { json, headers } = await initiate();
  expect(json.ChallengeParameters).toEqual({});
  expect(json.AuthenticationResult).toMatchObject({
    ExpiresIn: 900,
    TokenType: "Bearer",
    RefreshToken: expect.any(String),
  });
  expect(headers["content-type"]).toBe("application/x-amz-json-1.1");
  const result = json.AuthenticationResult as unknown as Record<string, string>;
  const id = unverifiedClaims(result.IdToken ?? "") ?? {};
  const access = unverifiedClaims(result.AccessToken ?? "") ?? {};
  const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  const common = {
    sub: uuid,
    iss: `https://cognito-idp.us-east-1.amazonaws.com/${POOL}`,
    origin_jti: uuid,
    jti: uuid,
    event_id: uuid,
    auth_time: expect.any(Number),
    iat: expect.any(Number),
    exp: expect.any(Number),
    "cognito:groups": ["user"],
  };
  expect(id).toEqual({
    ...common,
    token_use: "id",
    aud: "scripts",
    "cognito:username": "bob",
    "cognito:roles": [roleArn("user")],
    "cognito:preferred_role": roleArn("user"),
    email: "bob@example.com",
    email_verified: true,
  });
  expect(access).toEqual({
    ...common,
    token_use: "access",
    client_id: "scripts",
    username: "bob",
    scope: "aws.cognito.signin.user.admin api/read",
    version: 2,
  });
  expect(id.origin_jti).toBe(access.origin_jti);
  expect(id.jti).not.toBe(access.jti);
  expect(Number(id.exp) - Number(id.iat)).toBe(900);
  expect(Number(id.iat)).toBeGreaterThanOrEqual(before);
});

test("ID and access tokens are signed by two keys, both in the JWKS; headers have kid and alg only", async () => {
  const { endpoint } = running.gate.description;
  const { accessToken, idToken } = await signIn(running, "alice");
  const header = (token: string) =>
    JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString());
  const { keys } = JSON.parse((await call(endpoint, `/${POOL}/.well-known/jwks.json`)).body);
  expect(keys.map(({ kid }: { kid: string }) => kid)).toEqual([header(idToken).kid, header(accessToken).kid]);
  for (const key of keys) {
    expect(Object.keys(key).sort()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
    expect(Buffer.from(key.n, "base64url")).toHaveLength(256);
  }
  expect(Object.keys(header(idToken))).toEqual(["kid", "alg"]);
});

test("discovery names AWS's issuer, and where the keys are on this machine", async () => {
  const { endpoint } = running.gate.description;
  const { body } = await call(endpoint, `/${POOL}/.well-known/openid-configuration`);
  expect(JSON.parse(body)).toMatchObject({
    issuer: `https://cognito-idp.us-east-1.amazonaws.com/${POOL}`,
    jwks_uri: `${endpoint}/${POOL}/.well-known/jwks.json`,
  });
  expect((await call(endpoint, "/us-east-1_Other0000/.well-known/jwks.json")).status).toBe(403);
});

test.each<[string, Record<string, unknown>, string, string]>([
  [
    "a wrong password",
    { AuthParameters: { USERNAME: "bob", PASSWORD: "wrong" } },
    "NotAuthorizedException",
    "Incorrect username or password.",
  ],
  [
    "an unknown user",
    { AuthParameters: { USERNAME: "mallory", PASSWORD: "wrong" } },
    "NotAuthorizedException",
    "Incorrect username or password.",
  ],
  [
    "an unknown user with an empty password",
    { AuthParameters: { USERNAME: "mallory", PASSWORD: "" } },
    "InvalidParameterException",
    "Missing required parameter PASSWORD",
  ],
  [
    "no user name",
    { AuthParameters: { PASSWORD: "x" } },
    "InvalidParameterException",
    "Missing required parameter USERNAME",
  ],
  [
    "an unknown client",
    { ClientId: "none" },
    "ResourceNotFoundException",
    "User pool client none does not exist.",
  ],
  [
    "a client without the flow",
    { ClientId: "app" },
    "InvalidParameterException",
    "USER_PASSWORD_AUTH flow not enabled for this client",
  ],
  [
    "a client that lists no flow",
    { ClientId: "silent" },
    "InvalidParameterException",
    "USER_PASSWORD_AUTH flow not enabled for this client",
  ],
  [
    "a flow of the admin API",
    { AuthFlow: "ADMIN_USER_PASSWORD_AUTH" },
    "InvalidParameterException",
    "Initiate Auth method not supported.",
  ],
  [
    "a client with a secret, without its hash",
    { ClientId: "secret" },
    "NotAuthorizedException",
    "Client secret is configured with secret but SECRET_HASH was not received",
  ],
  [
    "a client with a secret, with a wrong hash",
    { ClientId: "secret", AuthParameters: { USERNAME: "bob", PASSWORD: "x", SECRET_HASH: "y" } },
    "NotAuthorizedException",
    "SecretHash does not match for the client: secret",
  ],
  [
    "parameters that are no texts",
    { AuthParameters: { USERNAME: 1 } },
    "SerializationException",
    "AuthParameters.USERNAME is not a string.",
  ],
])("%s is refused in AWS's words", async (_name, changes, type, message) => {
  const answer = await initiate(changes);
  expect(answer.status).toBe(400);
  expect(answer.json).toEqual({ __type: type, message });
  expect(answer.headers["x-amzn-errortype"]).toBe(`${type}:`);
  expect(answer.headers["x-amzn-errormessage"]).toBe(message);
});

test("a client with a secret signs users in with its hash, which is of one user and one client", async () => {
  const { clients: described, users } = running.gate.description;
  const secret = described.find(({ clientId }) => clientId === "secret")?.clientSecret ?? "";
  expect(secret).toMatch(/^[0-9a-z]{51}$/);
  const hash = (text: string) => createHmac("sha256", secret).update(text).digest("base64");
  const signIn = (SECRET_HASH: string) =>
    initiate({
      ClientId: "secret",
      AuthParameters: { USERNAME: "bob", PASSWORD: users[1]?.password, SECRET_HASH },
    });
  expect(await signIn(hash("bobsecret"))).toMatchObject({
    status: 200,
    json: { AuthenticationResult: { TokenType: "Bearer" } },
  });
  for (const other of ["alicesecret", "bobscripts", "bob"])
    expect(await signIn(hash(other))).toMatchObject({
      status: 400,
      json: { message: "SecretHash does not match for the client: secret" },
    });
});

test("an unknown flow ends in an error, never in tokens", async () => {
  for (const flow of ["NONE", "constructor", "user_password_auth"]) {
    const { json, status } = await initiate({ AuthFlow: flow });
    expect({ status, type: json.__type }).toEqual({ status: 400, type: "InvalidParameterException" });
  }
});

test("an operation that is not built is named", async () => {
  const { endpoint } = running.gate.description;
  for (const name of ["CreateUserPool", "toString"]) {
    const { json, status } = await awsJson(endpoint, `AWSCognitoIdentityProviderService.${name}`, {});
    expect({ status, ...json }).toEqual({
      status: 400,
      __type: "UnknownOperationException",
      message: `AWSCognitoIdentityProviderService.${name} is not served by this gate.`,
    });
  }
});

test("a browser may call it from a page: preflight and answers say so", async () => {
  const { endpoint } = running.gate.description;
  const preflight = await call(endpoint, "/", {
    method: "OPTIONS",
    headers: {
      origin: "http://localhost:5173",
      "access-control-request-headers": "x-amz-target,content-type",
    },
  });
  expect(preflight.headers).toMatchObject({
    "access-control-allow-origin": "*",
    "access-control-allow-headers": "x-amz-target,content-type",
  });
  expect((await initiate()).headers["access-control-allow-origin"]).toBe("*");
});
