import type { CallRecord } from "../../../gateway/data-plane/call-record";
import { call } from "../client";
import { type HttpGate, httpGate } from "./gate";

/** Which check gives the last verdict, by which part of the Terraform, and what the record of a call has. */

let gate: HttpGate;
const calls: CallRecord[] = [];

beforeAll(async () => {
  gate = await httpGate({ onCall: (made) => calls.push(made) });
});
afterAll(() => gate.stop());

const cases: readonly (readonly [
  made: string,
  check: string,
  verdict: string,
  address: string | undefined,
])[] = [
  ["GET /named/x", "stage", "refused", "aws_apigatewayv2_api.named"],
  ["GET /shop/nope", "route", "refused", "aws_apigatewayv2_api.shop"],
  ["OPTIONS /shop/pets", "route", "passed", "aws_apigatewayv2_api.shop"],
  ["GET /shop/pets/7", "authentication", "refused", "aws_apigatewayv2_authorizer.shop_people"],
  ["POST /shop/pets token", "access", "refused", "aws_apigatewayv2_route.shop_3"],
  ["GET /tight/pets", "limits", "refused", "aws_apigatewayv2_stage.tight_0"],
  ["GET /shop/unpermitted", "integration", "refused", "aws_apigatewayv2_integration.shop_unpermitted"],
  ["GET /shop/pets", "integration", "passed", "aws_apigatewayv2_integration.shop_echo"],
];

test.each(cases)("%s: %s is %s", async (made, check, verdict, address) => {
  const [method = "", path = "", token] = made.split(" ");
  const { headers, status } = await call(gate.gate.description.endpoint, path, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${gate.token()}` }),
      ...(method === "OPTIONS" && { origin: "https://app", "access-control-request-method": "GET" }),
    },
  });
  const record = calls.at(-1);
  expect(record).toMatchObject({ verb: method, path, status, requestId: headers["apigw-requestid"] });
  expect(record?.trace.at(-1)).toMatchObject({ check, verdict, rule: { address: `shop/${address}` } });
  expect(record?.trace.slice(0, -1).every((step) => step.verdict === "passed")).toBe(true);
  expect(record?.refusal === undefined).toBe(verdict === "passed");
});

test("the ready line names each HTTP API and its stages", () => {
  const { apis, endpoint, restApiId, url } = gate.gate.description;
  expect(restApiId).toBeNull();
  expect(url).toBe(`${endpoint}/shop`);
  expect(apis[0]).toMatchObject({
    kind: "http",
    name: "shop",
    restApiId: null,
    urls: { $default: `${endpoint}/shop`, dev: `${endpoint}/shop/dev` },
  });
});

test("the gate's page shows calls without the credentials in them", async () => {
  const { endpoint, page } = gate.gate.description;
  const [opaque, password] = ["opaque-token-of-carol", "hush-hush"];
  await call(endpoint, `/shop/fn?seen=${opaque}`, { headers: { authorization: opaque } });
  await call(endpoint, `/shop/open?%70assword=${password}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: `user=bob&password=${password}`,
  });
  const { body } = await call(endpoint, "/_gatehouse/api/calls", {
    headers: { "x-gatehouse": page?.key ?? "" },
  });
  const [byToken, byForm] = JSON.parse(body).calls.slice(-2);
  expect(byToken).toMatchObject({
    query: "seen=(redacted)",
    invocations: [{ event: { identitySource: "(redacted)", rawQueryString: "seen=(redacted)" } }],
  });
  const form = Buffer.from("user=bob&password=(redacted)").toString("base64");
  expect(byForm).toMatchObject({
    query: "%70assword=(redacted)",
    invocations: [{ event: { body: form, isBase64Encoded: true, rawQueryString: "%70assword=(redacted)" } }],
  });
  expect(JSON.parse(byForm.answer.body)).toMatchObject({ body: form, isBase64Encoded: true });
  for (const secret of [opaque, password]) expect(body).not.toContain(secret);
});
