import { merged } from "../../terraform/build/people";
import { type Answer, call, signedCall } from "../client";
import { FORBIDDEN, type UrlGate, urlGate } from "./gate";
import { INVOKE, lambda, own, servedModel, URL_ONLY, url } from "./terraform";

/** How the URLs of functions answer, over real HTTP. A refused call also shows that the function never ran. */

const cors = {
  allow_origins: ["https://app"],
  allow_methods: ["GET"],
  allow_headers: ["authorization"],
  expose_headers: ["x-shown"],
  max_age: 60,
  allow_credentials: true,
};

/** The URL of `open`, which has no lock and answers preflights; that of `echo` is signed and does not. */
const open = merged(
  { aws_lambda_function: { open: lambda("open") } },
  {
    aws_lambda_function_url: {
      open: { function_name: "${aws_lambda_function.open.function_name}", authorization_type: "NONE", cors },
    },
  },
);

let gate: UrlGate;
let endpoint: string;
beforeAll(async () => {
  gate = await urlGate(servedModel(url(), open, own([URL_ONLY, INVOKE])));
  endpoint = gate.gate.description.endpoint;
});
afterAll(() => gate.stop());
beforeEach(() => gate.ran());

const [OPEN, SIGNED] = ["/lambda-url/open", "/lambda-url/echo"];
const hostOf = (name: string) => gate.gate.description.apis.find((api) => api.name === name)?.host ?? "";
const signed = (path: string, more: object = {}) =>
  signedCall(endpoint, path, { credentials: gate.credentialsOf("reader"), service: "lambda", ...more });
const eventIn = ({ body }: Answer) => JSON.parse(body);
const preflight = { origin: "https://app", "access-control-request-method": "GET" };

test("the event of an open URL is of the payload format 2.0, with the path as it was sent", async () => {
  const answer = await call(endpoint, `${OPEN}/my/a%20b%2Fc/?x=1&x=2`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie: "a=1; b=2", authorization: "Bearer own" },
    body: "{}",
  });
  expect(answer.status).toBe(200);
  const host = hostOf("open");
  expect(host).toMatch(/^[a-z0-9]{32}\.lambda-url\.us-east-1\.on\.aws$/);
  const id = host.split(".")[0];
  expect(eventIn(answer)).toMatchObject({
    version: "2.0",
    routeKey: "$default",
    rawPath: "/my/a%20b%2Fc/",
    rawQueryString: "x=1&x=2",
    queryStringParameters: { x: "1,2" },
    cookies: ["a=1", "b=2"],
    headers: { authorization: "Bearer own" },
    body: "{}",
    isBase64Encoded: false,
    requestContext: {
      accountId: "anonymous",
      apiId: id,
      authentication: null,
      domainName: host,
      domainPrefix: id,
      http: { method: "POST", path: "/my/a%20b%2Fc/", protocol: "HTTP/1.1" },
      requestId: answer.headers["x-amzn-requestid"],
      routeKey: "$default",
      stage: "$default",
    },
  });
  expect(eventIn(answer).requestContext).not.toHaveProperty("authorizer");
  expect(eventIn(answer)).not.toHaveProperty("pathParameters");
});

test("the event of a signed URL tells the caller, and not the signature", async () => {
  const answer = await signed(`${SIGNED}/x`);
  const event = eventIn(answer);
  expect(event.requestContext).toMatchObject({
    accountId: "123456789012",
    authorizer: {
      iam: {
        accountId: "123456789012",
        cognitoIdentity: null,
        principalOrgId: null,
        userArn: "arn:aws:sts::123456789012:assumed-role/reader/test",
      },
    },
  });
  expect(event.headers).not.toHaveProperty("authorization");
});

test("a request with the URL's own name as Host is for it, on every path", async () => {
  const host = `${hostOf("open")}:${new URL(endpoint).port}`;
  for (const path of ["/", "/lambda-url/open", "/oauth2/token", "/_gatehouse", "/.well-known/jwks.json"])
    expect(eventIn(await call(endpoint, path, { headers: { host } })).rawPath).toBe(path);
  expect(eventIn(await call(endpoint, "/x", { headers: { host: host.toUpperCase() } })).rawPath).toBe("/x");
  gate.ran();
  const signedHost = hostOf("echo");
  expect((await call(endpoint, "/x", { headers: { host: signedHost } })).body).toBe(FORBIDDEN);
  expect((await signed("/x", { headers: { host: signedHost } })).status).toBe(200);
  expect(gate.ran()).toEqual(["echo"]);
});

test("a name of no URL is refused like any other site's", async () => {
  const other = `${"0".repeat(32)}.lambda-url.us-east-1.on.aws`;
  for (const host of [other, `x.${hostOf("open")}`, "lambda-url.us-east-1.on.aws"])
    expect((await call(endpoint, "/", { headers: { host } })).status).toBe(403);
  expect(gate.ran()).toEqual([]);
});

test("the prefix alone is the root of the URL", async () => {
  expect(eventIn(await call(endpoint, OPEN)).rawPath).toBe("/");
  expect(eventIn(await call(endpoint, `${OPEN}//x`)).rawPath).toBe("//x");
});

test("a refusal has 144 bytes and names its exception", async () => {
  const { body, headers, status } = await call(endpoint, SIGNED);
  expect({ body, status }).toEqual({ body: FORBIDDEN, status: 403 });
  expect(Buffer.byteLength(body)).toBe(144);
  expect(headers).toMatchObject({
    "content-type": "application/json",
    "x-amzn-errortype": "AccessDeniedException",
    "x-amzn-requestid": expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

/** Requests to the signed URL that are refused, with a signature that is good for something else. */
const refused: Readonly<Record<string, () => Promise<Answer>>> = {
  unsigned: () => call(endpoint, SIGNED),
  "signed for execute-api": () => signed(SIGNED, { service: "execute-api" }),
  "signed for another region": () => signed(SIGNED, { region: "eu-west-1" }),
  "signed by another secret": () =>
    signed(SIGNED, { credentials: { ...gate.credentialsOf("reader"), secretAccessKey: "0".repeat(40) } }),
  "signed by a role without rights": () => signed(SIGNED, { credentials: gate.credentialsOf("robot") }),
  "signed an hour ago": () => signed(SIGNED, { date: new Date(Date.now() - 3_600_000) }),
  "with a path that climbs": () => call(endpoint, `${SIGNED}/../open`),
  "with a path that climbs, encoded": () => call(endpoint, `${OPEN}/%2e%2e/echo`),
  "a preflight, which it does not answer": () =>
    call(endpoint, SIGNED, { method: "OPTIONS", headers: preflight }),
  "with a bearer token": () => call(endpoint, SIGNED, { headers: { authorization: "Bearer x" } }),
};

test.each(Object.entries(refused))("%s: 403, and no function runs", async (_, send) => {
  expect(await send()).toMatchObject({ status: 403, body: FORBIDDEN });
  expect(gate.ran()).toEqual([]);
});

test("a path below no URL is of no function", async () => {
  for (const path of [
    "/lambda-url",
    "/lambda-url/",
    "/lambda-url/other",
    "/lambda-url/ECHO",
    "/lambda-url/openx",
  ])
    expect((await call(endpoint, path)).status).toBeGreaterThanOrEqual(400);
  expect(gate.ran()).toEqual([]);
});

/** What a function returns, and what its caller gets. */
const answers: readonly (readonly [what: string, status: number, body: string, headers: object])[] = [
  ["text", 200, '"Hello"', { "content-type": "application/json" }],
  ["object", 200, '{"a":1}', { "content-type": "application/json" }],
  ["cookies", 200, "", { "set-cookie": ["a=1", "b=2"] }],
  ["throw", 502, "Internal Server Error", {}],
  ["malformed", 502, "Internal Server Error", {}],
];

test.each(answers)("a function that answers %s", async (what, status, body, headers) => {
  expect(await call(endpoint, `${OPEN}?what=${what}`)).toMatchObject({ status, body, headers });
});

test("preflights are answered by the URL, and CORS headers are its own", async () => {
  const answer = await call(endpoint, OPEN, { method: "OPTIONS", headers: preflight });
  expect(answer).toMatchObject({
    status: 200,
    body: "",
    headers: {
      "access-control-allow-origin": "https://app",
      "access-control-allow-methods": "GET",
      "access-control-allow-headers": "authorization",
      "access-control-allow-credentials": "true",
      "access-control-max-age": "60",
    },
  });
  const elsewhere = { ...preflight, origin: "https://evil.example.com" };
  const other = await call(endpoint, OPEN, { method: "OPTIONS", headers: elsewhere });
  expect(other.headers).not.toHaveProperty("access-control-allow-origin");
  expect(gate.ran()).toEqual([]);
  const own = await call(endpoint, `${OPEN}?what=cors`, { headers: { origin: "https://app" } });
  expect(own.headers).toMatchObject({ "access-control-allow-origin": "https://app", "x-own": "1" });
});

test("an event over 6 MB is refused", async () => {
  const answer = await call(endpoint, OPEN, { method: "POST", body: Buffer.alloc(5_000_000) });
  expect(answer.status).toBe(413);
  expect(gate.ran()).toEqual([]);
});

test("the ready line and the messages name each URL", () => {
  const { description } = gate.gate;
  expect(description.apis).toMatchObject([
    { kind: "url", name: "echo", restApiId: null, urls: { $default: `${endpoint}${SIGNED}` } },
    { kind: "url", name: "open", urls: { $default: `${endpoint}${OPEN}` } },
  ]);
  expect(gate.lines.join("\n")).toContain(
    `${endpoint}${SIGNED} is the URL of echo, and with the Host ${hostOf("echo")}`,
  );
});
