import type { CallRecord } from "../../../../gateway/data-plane/call-record";
import { CHECKS, type Check, type Rule, Trace } from "../../../../gateway/data-plane/trace/trace";
import { type CallOptions, call, signedCall } from "../../client";
import { type RunningGate, runGate } from "../../gates";
import { type AwsCredentials, credentialsFor, type SignedIn, signIn } from "../../people";
import { functionOf } from "../../petstore/model";
import { roleArn } from "../../petstore/names";
import { type Variant, variants } from "../../variants";

/** Each check leaves its verdict with its record, up to the one that refuses. */

let running: RunningGate;
let bob: SignedIn;
let credentials: AwsCredentials;
const records: CallRecord[] = [];

beforeAll(async () => {
  const { change, options }: Variant = variants.guarded;
  running = await runGate((model) => variants.filtered.change(change(model)), {
    ...options,
    onCall: (record) => records.push(record),
  });
  bob = await signIn(running, "bob");
  credentials = await credentialsFor(running, bob);
});
afterAll(() => running?.stop());
beforeEach(() => {
  records.length = 0;
});

type Sends = CallOptions & { readonly isSigned?: true; readonly token?: keyof SignedIn };

async function send(route: string, { isSigned, token, ...options }: Sends): Promise<CallRecord> {
  const { endpoint } = running.gate.description;
  const [method = "", path = ""] = route.split(" ");
  const headers = { ...options.headers, ...(token && { authorization: `Bearer ${bob[token]}` }) };
  const sent = { ...options, method, headers };
  await (isSigned ? signedCall(endpoint, path, { ...sent, credentials }) : call(endpoint, path, sent));
  const [record] = records;
  if (record === undefined) throw new Error("the call left no record");
  return record;
}

const API = "api/aws_api_gateway_rest_api.api";

test.each<[name: string, route: string, sends: Sends, refusedBy: Check, rule: Rule | undefined]>([
  ["a stage that is not there", "GET /none/health", {}, "stage", { address: API }],
  [
    "a header that a web ACL blocks",
    "GET /dev/health",
    { headers: { "x-block": "1" } },
    "firewall",
    { address: "api/aws_wafv2_web_acl.front", rule: "header" },
  ],
  ["a path without a method", "GET /dev/none", {}, "route", { address: API }],
  ["a URL that is too long", `GET /dev/health?${"x".repeat(10_300)}`, {}, "length", undefined],
  [
    "no signature",
    "GET /dev/pets",
    {},
    "authentication",
    { address: "api/aws_api_gateway_method.get__pets" },
  ],
  [
    "no token",
    "GET /dev/products",
    {},
    "authentication",
    { address: "api/aws_api_gateway_authorizer.cognito" },
  ],
  [
    "a token without the method's scope",
    "POST /dev/products",
    { token: "accessToken" },
    "access",
    { address: "api/aws_api_gateway_method.post__products" },
  ],
  ["no API key", "GET /dev/metered", {}, "access", { address: "api/aws_api_gateway_method.get__metered" }],
  [
    "a rate of nothing",
    "GET /dev/throttled",
    {},
    "limits",
    { address: "api/aws_api_gateway_method_settings.none" },
  ],
  [
    "a body that fits no model",
    "POST /dev/body",
    { body: "{}" },
    "validation",
    { address: "api/aws_api_gateway_request_validator.all" },
  ],
])("%s is refused by a check, and nothing runs", async (_, route, sends, refusedBy, rule) => {
  running.ran();
  const { invocations, reason, trace } = await send(route, sends);
  expect(trace.map(({ check }) => check)).toEqual(CHECKS.slice(0, CHECKS.indexOf(refusedBy) + 1));
  expect(trace.slice(0, -1).every(({ verdict }) => verdict === "passed")).toBe(true);
  expect(trace.at(-1)).toEqual({ check: refusedBy, verdict: "refused", reason, ...(rule && { rule }) });
  expect(invocations).toEqual([]);
  expect(running.ran()).toEqual([]);
});

const bearer = (token: string): Sends => ({ headers: { authorization: `Bearer ${token}` } });
const claimsOnly = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.e30`;
const OTHER_POOL = "The token is of no user pool of api/aws_api_gateway_authorizer.cognito; ";

test.each<[name: string, route: string, sends: Sends, reason: string]>([
  [
    "the stages, where the path names none",
    "GET /health",
    {},
    `The path names no stage of ${API}; its stages are /dev`,
  ],
  [
    "that a browser asks a preflight",
    "OPTIONS /dev/none",
    { headers: { origin: "https://app.example", "access-control-request-method": "GET" } },
    "No method of the API has this path and verb; a browser asks this before it calls from another origin: docs/cors.md",
  ],
  ["that there is no token", "GET /dev/products", bearer("undefined"), "The header Authorization has no JWT"],
  [
    "the issuer of a token of another pool",
    "GET /dev/products",
    bearer(claimsOnly({ iss: "https://other.example\n" })),
    `${OTHER_POOL}its issuer is "https://other.example\\n"`,
  ],
  [
    "no more of a long issuer than its beginning",
    "GET /dev/products",
    bearer(claimsOnly({ iss: "x".repeat(500) })),
    `${OTHER_POOL}its issuer is "${"x".repeat(200)}…"`,
  ],
  [
    "that a token has no issuer",
    "GET /dev/products",
    bearer(claimsOnly({})),
    `${OTHER_POOL}it names no issuer`,
  ],
])("the reason tells %s", async (_, route, sends, reason) => {
  expect((await send(route, sends)).reason).toBe(reason);
});

test("a quota that is used up refuses, by its usage plan", async () => {
  const headers = { "x-api-key": "scarce-key-scarce-key-scarce" };
  await send("GET /dev/scarce", { headers });
  records.length = 0;
  running.ran();
  expect((await send("GET /dev/scarce", { headers })).trace.at(-1)).toMatchObject({
    check: "limits",
    verdict: "refused",
    rule: { address: "api/aws_api_gateway_usage_plan.scarce" },
  });
  expect(running.ran()).toEqual([]);
});

test("a role's policy refuses, by the policy and not by the method", async () => {
  running.ran();
  const { invocations, trace } = await send("POST /dev/pets", { isSigned: true, body: "{}" });
  expect(trace.slice(-2)).toEqual([
    {
      check: "authentication",
      verdict: "passed",
      reason: `Signed under the role ${roleArn("user")}`,
      rule: { address: "api/aws_api_gateway_method.post__pets" },
    },
    {
      check: "access",
      verdict: "refused",
      reason: expect.stringContaining("role"),
      rule: { address: expect.stringContaining("aws_iam_role.user") },
    },
  ]);
  expect(invocations).toEqual([]);
  expect(running.ran()).toEqual([]);
});

test("a call that is answered has every verdict, with what its function got and gave", async () => {
  const { answer, invocations, trace, status } = await send("GET /dev/pets/7", { isSigned: true });
  expect(status).toBe(200);
  expect(trace.map(({ check, verdict }) => [check, verdict])).toEqual(
    CHECKS.map((check) => [check, "passed"]),
  );
  expect(trace[5]?.rule).toEqual({ address: expect.stringContaining("user"), statement: 0 });
  expect(invocations).toEqual([
    {
      functionArn: expect.stringMatching(/:echo$/),
      event: expect.objectContaining({ pathParameters: { petId: "7" } }),
      result: { kind: "ok", payload: expect.objectContaining({ statusCode: 200, body: answer.body }) },
    },
  ]);
});

test("a function that may not be invoked refuses at the integration", async () => {
  await running.serve((model) => functionOf(variants.guarded.change(model), "echo", { permissions: [] }));
  const { invocations, trace } = await send("GET /dev/health", {});
  expect(trace.at(-1)).toEqual({
    check: "integration",
    verdict: "refused",
    reason: expect.stringContaining("aws_lambda_permission"),
    rule: { address: "api/aws_api_gateway_integration.get__health" },
  });
  expect(invocations).toEqual([]);
});

test("no check has two verdicts, and none comes after a refusal's place in the order", () => {
  const trace = new Trace();
  for (const check of CHECKS) trace.passed(check);
  expect(() => trace.passed("more")).toThrow("its verdict already");
});
