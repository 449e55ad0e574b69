import { readTerraform } from "../../../../terraform/read";
import { auditor, cellAt, routeAt } from "../../build/http-shop";
import { merged, type Resources } from "../../build/people";

const api = "${aws_apigatewayv2_api.chat.id}";
const gate = { authorization_type: "CUSTOM", authorizer_id: "${aws_apigatewayv2_authorizer.gate.id}" };
const iam = { authorization_type: "AWS_IAM" };

/** A WebSocket API with routes by key. */
function chat(routes: Readonly<Record<string, object>>, resources: Resources = {}) {
  const own: Resources = {
    aws_apigatewayv2_api: {
      chat: {
        name: "chat",
        protocol_type: "WEBSOCKET",
        route_selection_expression: "$request.body.action",
      },
    },
    aws_apigatewayv2_stage: { live: { api_id: api, name: "live", auto_deploy: true } },
    aws_apigatewayv2_authorizer: {
      gate: {
        api_id: api,
        name: "gate",
        authorizer_type: "REQUEST",
        authorizer_uri: "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations",
        identity_sources: ["route.request.header.Authorization"],
      },
    },
    aws_apigatewayv2_route: Object.fromEntries(
      Object.entries(routes).map(([route_key, more], index) => [
        `r${index}`,
        { api_id: api, route_key, ...more },
      ]),
    ),
  };
  const document = { provider: { aws: [{ region: "us-east-1" }] }, resource: merged(own, resources) };
  return readTerraform({ kind: "stacks", stacks: [{ name: "chat", document }] });
}

test.each([
  ["an open $connect", { $connect: {} }, "$connect", "allow"],
  ["no $connect: every caller may connect", { send: {} }, "send", "allow"],
  ["an open connection, whatever another route says", { $connect: {}, send: iam }, "send", "allow"],
  ["the lock of $connect, for every other route", { $connect: gate, send: {} }, "send", "deny"],
  ["the lock of $connect, for $default", { $connect: iam, $default: {} }, "$default", "deny"],
  ["an authorizer without a credential", { $connect: gate }, "$connect", "deny"],
  ["JWT, which API Gateway refuses", { $connect: { authorization_type: "JWT" } }, "$connect", "unknown"],
] as const)("%s", (_, routes, at, decision) => {
  expect(cellAt(chat(routes), `WS ${at}`, "anonymous").decision).toBe(decision);
});

test("a role may connect by its policy, and then send", () => {
  const model = chat({ $connect: iam, send: {} }, auditor("chat", "live/$connect"));
  for (const route of ["WS $connect", "WS send"]) {
    expect(routeAt(model, route)).toMatchObject({ kind: "websocket", authorization: "AWS_IAM" });
    expect(cellAt(model, route, "iam:auditor").decision).toBe("allow");
    expect(cellAt(model, route, "anonymous").decision).toBe("deny");
  }
});

test("a connection may require an API key", () => {
  const model = chat({ $connect: { api_key_required: true }, send: {} });
  expect(cellAt(model, "WS $connect", "anonymous")).toMatchObject({
    decision: "allow",
    requires: ["api-key"],
  });
  expect(cellAt(model, "WS send", "anonymous")).toMatchObject({ decision: "allow", requires: ["api-key"] });
});

test("an authorization of another route than $connect is said to have no effect", () => {
  expect(chat({ $connect: gate, send: iam }).notices).toContainEqual({
    address: "chat/aws_apigatewayv2_route.r1",
    message: "its authorization has no effect: a WebSocket API authorizes $connect only",
    weight: "warning",
  });
});
