import { call, signedCall } from "./client";
import { CONTEXT_KEYS } from "./event-keys";
import { type RunningGate, runGate } from "./gates";
import { credentialsFor, signIn } from "./people";

/** Events of functions and authorizers, by a function that returns its event. */

let running: RunningGate;
let endpoint: string;

const IDENTITY_KEYS = [
  "accessKey",
  "accountId",
  "caller",
  "cognitoAuthenticationProvider",
  "cognitoAuthenticationType",
  "cognitoIdentityId",
  "cognitoIdentityPoolId",
  "principalOrgId",
  "sourceIp",
  "user",
  "userAgent",
  "userArn",
];

beforeAll(async () => {
  running = await runGate();
  ({ endpoint } = running.gate.description);
});

afterAll(() => running?.stop());

// biome-ignore lint/suspicious/noExplicitAny: the event is what is being looked at
const eventOf = (body: string): any => JSON.parse(body).event;

test("the proxy event has exactly the documented keys, and null where there is nothing", async () => {
  const event = eventOf((await call(endpoint, "/dev/health")).body);
  expect(Object.keys(event).sort()).toEqual([
    "body",
    "headers",
    "httpMethod",
    "isBase64Encoded",
    "multiValueHeaders",
    "multiValueQueryStringParameters",
    "path",
    "pathParameters",
    "queryStringParameters",
    "requestContext",
    "resource",
    "stageVariables",
  ]);
  expect(event).toMatchObject({
    resource: "/health",
    path: "/health",
    httpMethod: "GET",
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    body: null,
    isBase64Encoded: false,
  });
  expect(Object.keys(event.requestContext).sort()).toEqual(CONTEXT_KEYS);
  expect(Object.keys(event.requestContext.identity).sort()).toEqual(IDENTITY_KEYS);
  expect(event.requestContext).toMatchObject({
    accountId: "123456789012",
    apiId: "a1b2c3d4e5",
    path: "/dev/health",
    protocol: "HTTP/1.1",
    resourcePath: "/health",
    stage: "dev",
    identity: { sourceIp: "127.0.0.1", userArn: null },
  });
  expect(event.requestContext.requestTime).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
});

test("of a repeated query parameter the single map keeps the last, and both are decoded", async () => {
  const event = eventOf((await call(endpoint, "/dev/health?p=1&p=2&e=a%2Bb&f=a+b&empty")).body);
  expect(event.queryStringParameters).toEqual({ p: "2", e: "a+b", f: "a b", empty: "" });
  expect(event.multiValueQueryStringParameters.p).toEqual(["1", "2"]);
});

test("headers keep their case but for Authorization, and those of the connection are left out", async () => {
  const headers = { "X-ThinG": "1", authorization: "Bearer t", te: "trailers" };
  const event = eventOf((await call(endpoint, "/dev/health", { headers, body: "hi" })).body);
  expect(event.headers).toMatchObject({
    "X-ThinG": "1",
    Authorization: "Bearer t",
    "X-Forwarded-Proto": "http",
  });
  const names = Object.keys(event.headers).map((name) => name.toLowerCase());
  for (const name of ["content-length", "connection", "te"]) expect(names).not.toContain(name);
  expect(event.body).toBe("hi");
});

test("a client cannot write the address it comes from, only add to the list", async () => {
  const headers = { "x-forwarded-for": "10.0.0.1" };
  const event = eventOf((await call(endpoint, "/dev/health", { headers })).body);
  expect(event.headers["X-Forwarded-For"]).toBe("10.0.0.1, 127.0.0.1");
  expect(event.requestContext.identity.sourceIp).toBe("127.0.0.1");
});

test("a body of a binary media type comes as base64", async () => {
  const headers = { "content-type": "image/png" };
  const event = eventOf((await call(endpoint, "/dev/health", { headers, body: Buffer.from([255, 0]) })).body);
  expect(event).toMatchObject({ body: "/wA=", isBase64Encoded: true });
});

test("a Cognito caller is in authorizer.claims as text, and nowhere else", async () => {
  const { idToken } = await signIn(running, "alice");
  const answer = await call(endpoint, "/dev/account", { headers: { authorization: idToken } });
  const { authorizer, identity } = eventOf(answer.body).requestContext;
  expect(Object.keys(authorizer)).toEqual(["claims"]);
  expect(authorizer.claims).toMatchObject({
    "cognito:username": "alice",
    "cognito:groups": "admin",
    email_verified: "true",
    token_use: "id",
  });
  expect(authorizer.claims.exp).toMatch(/^\w{3} \w{3} \d\d \d\d:\d\d:\d\d UTC \d{4}$/);
  expect(identity).toMatchObject({ user: null, userArn: null, cognitoIdentityId: null });
});

test("an IAM caller of the identity pool is in identity; the signature is not passed on (row 64)", async () => {
  const credentials = await credentialsFor(running, await signIn(running, "bob"));
  const event = eventOf((await signedCall(endpoint, "/dev/pets/7", { credentials })).body);
  expect(event.pathParameters).toEqual({ petId: "7" });
  expect(event.requestContext).not.toHaveProperty("authorizer");
  expect(event.requestContext.identity).toMatchObject({
    accessKey: credentials.accessKeyId,
    accountId: "123456789012",
    caller: "AROAUSERXXXXXXXXXXXXX:CognitoIdentityCredentials",
    user: "AROAUSERXXXXXXXXXXXXX:CognitoIdentityCredentials",
    userArn: "arn:aws:sts::123456789012:assumed-role/user/CognitoIdentityCredentials",
    cognitoAuthenticationType: "authenticated",
    cognitoIdentityPoolId: running.gate.description.identityPoolId,
  });
  expect(event.requestContext.identity.cognitoAuthenticationProvider).toMatch(
    /^(cognito-idp\.us-east-1\.amazonaws\.com\/us-east-1_AbCdEf123),\1:CognitoSignIn:[0-9a-f-]{36}$/,
  );
  const names = Object.keys(event.headers).map((name) => name.toLowerCase());
  expect(names).not.toContain("authorization");
  expect(names).toContain("x-amz-security-token");
});

test("a system's key and role are in identity; it has no Cognito identity", async () => {
  const { apiKeys, systems } = running.gate.description;
  const [system] = systems;
  if (!system) throw new Error("no system");
  const headers = { "x-api-key": apiKeys[0]?.value ?? "" };
  const event = eventOf(
    (await signedCall(endpoint, "/dev/inventory", { credentials: system, headers })).body,
  );
  expect(event.requestContext.identity).toMatchObject({
    apiKey: apiKeys[0]?.value,
    apiKeyId: "key1",
    cognitoIdentityId: null,
    userArn: "arn:aws:sts::123456789012:assumed-role/warehouse/localhost",
  });
});

test("a Lambda authorizer's answer is in authorizer: its context as text, a latency as number (row 41)", async () => {
  const headers = { authorization: "Bearer allow" };
  const event = eventOf((await call(endpoint, "/dev/partner/pets", { headers })).body);
  expect(event.requestContext.authorizer).toEqual({
    principalId: "carol",
    userId: "carol",
    level: "7",
    staff: "true",
    integrationLatency: expect.any(Number),
  });
});

test("a policy is cached, and evaluated for each method (row 50)", async () => {
  const headers = { authorization: "Bearer allow-this" };
  running.ran();
  expect((await call(endpoint, "/dev/partner/pets", { headers })).status).toBe(200);
  const second = await call(endpoint, "/dev/partner/pets", { headers, method: "POST" });
  expect(second).toMatchObject({
    status: 403,
    body: '{"Message":"User is not authorized to access this resource"}',
  });
  expect(running.ran()).toEqual(["authorizer", "echo"]);
});

test("a header that is sent twice is no token", async () => {
  running.ran();
  for (const path of ["/dev/account", "/dev/partner/pets"]) {
    const answer = await call(endpoint, path, {
      headers: { authorization: ["Bearer allow", "Bearer allow"] as unknown as string },
    });
    expect(answer.status).toBe(401);
  }
  expect(running.ran()).toEqual([]);
});
