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
