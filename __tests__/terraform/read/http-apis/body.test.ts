import { accessMatrix } from "../../../../terraform/access/matrix/matrix";
import { cellAt, httpShop, LOCKED } from "../../build/http-shop";

const ISSUER = "https://${aws_cognito_user_pool.people.endpoint}";

const jwt = {
  type: "oauth2",
  "x-amazon-apigateway-authorizer": {
    type: "jwt",
    identitySource: "$request.header.Authorization",
    jwtConfiguration: { issuer: ISSUER, audience: ["${aws_cognito_user_pool_client.app.id}"] },
  },
};
const gate = {
  type: "apiKey",
  in: "header",
  name: "Authorization",
  "x-amazon-apigateway-authorizer": {
    type: "request",
    authorizerUri: "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations",
    authorizerPayloadFormatVersion: "2.0",
    enableSimpleResponses: true,
    identitySource: "$request.header.Authorization",
  },
};
const sigv4 = {
  type: "apiKey",
  in: "header",
  name: "Authorization",
  "x-amazon-apigateway-authtype": "awsSigv4",
};
const plainKey = { type: "apiKey", in: "header", name: "x-api-key" };

function read(operation: object, more: object = {}, path = "/pets", name = "get") {
  const document = {
    openapi: "3.0.1",
    info: { title: "shop", version: "1" },
    paths: { [path]: { [name]: operation } },
    components: { securitySchemes: { jwt, gate, sigv4, plainKey } },
    ...more,
  };
  return httpShop({}, { aws_apigatewayv2_api: { shop: { body: JSON.stringify(document) } } });
}

const extension = (type: unknown) => ({ "x-amazon-apigateway-auth": { type } });
const by = (...schemes: readonly string[]) => ({ security: schemes.map((name) => ({ [name]: [] })) });

test.each([
  ["no security", {}, { anonymous: "allow", "signed-in": "allow" }],
  ["an empty security", { security: [] }, { anonymous: "allow" }],
  ["a JWT authorizer", by("jwt"), { anonymous: "deny", "signed-in": "allow" }],
  ["scopes", { security: [{ jwt: ["pets/read"] }] }, { anonymous: "deny", "signed-in": "deny" }],
  ["a Lambda authorizer", by("gate"), { anonymous: "deny", "signed-in": "unknown" }],
  ["signatures", by("sigv4"), { anonymous: "deny", "signed-in": "deny" }],
  ["a key, which HTTP APIs do not have", by("plainKey"), { anonymous: "unknown" }],
  ["two schemes, which API Gateway refuses", by("jwt", "gate"), { anonymous: "unknown" }],
  ["a scheme that is not in the document", by("other"), { anonymous: "unknown" }],
  ["signatures by x-amazon-apigateway-auth alone", extension("AWS_IAM"), { anonymous: "unknown" }],
  ["the same beside an empty security", { security: [], ...extension("AWS_IAM") }, { anonymous: "unknown" }],
  ["the same beside another lock", { ...by("jwt"), ...extension("AWS_IAM") }, { anonymous: "unknown" }],
  ["the same beside signatures", { ...by("sigv4"), ...extension("aws_iam") }, { anonymous: "deny" }],
  ["no lock by x-amazon-apigateway-auth", extension("NONE"), { anonymous: "allow" }],
  ["the same beside a lock", { ...by("sigv4"), ...extension("NONE") }, { anonymous: "unknown" }],
  ["a type that is no text", extension(1), { anonymous: "unknown" }],
] as const)("%s", (_, operation, expected) => {
  const decided = Object.keys(expected).map((principal) => [
    principal,
    cellAt(read(operation), "GET /pets", principal).decision,
  ]);
  expect(Object.fromEntries(decided)).toEqual(expected);
});

test("security of the root is not known to be applied, and an operation's own empty one opens it", () => {
  const root = by("jwt");
  expect(cellAt(read({}, root), "GET /pets", "anonymous").decision).toBe("unknown");
  expect(cellAt(read({ security: [] }, root), "GET /pets", "anonymous").decision).toBe("allow");
});

test.each([
  ["/pets/{proxy+}", "x-amazon-apigateway-any-method", "ANY /pets/{proxy+}"],
  ["/$default", "x-amazon-apigateway-any-method", "ANY $default"],
  ["$default", "x-amazon-apigateway-any-method", "ANY $default"],
  ["/pets", "delete", "DELETE /pets"],
])("%s with %s is %s", (path, name, expected) => {
  const { routes } = accessMatrix(read({}, {}, path, name));
  expect(routes.map(({ method, path: of }) => `${method} ${of}`)).toEqual([expected]);
});

test("a route of the body and one that is a resource", () => {
  const body = JSON.stringify({ openapi: "3.0.1", paths: { "/pets": { get: {}, post: {} } } });
  const model = httpShop({ "GET /pets": LOCKED.iam }, { aws_apigatewayv2_api: { shop: { body } } });
  expect(cellAt(model, "GET /pets", "anonymous")).toMatchObject({ decision: "unknown" });
  expect(cellAt(model, "POST /pets", "anonymous")).toMatchObject({ decision: "allow" });
});

test("a body that cannot be read leaves the routes unknown, and does not end the run", () => {
  const model = httpShop({ "GET /own": {} }, { aws_apigatewayv2_api: { shop: { body: '{"openapi": 3' } } });
  expect(model.httpApis?.[0]).toMatchObject({ unknown: expect.stringContaining("body cannot be parsed") });
  expect(cellAt(model, "GET /own", "anonymous").decision).toBe("allow");
});

test("an integration that the document names once", () => {
  const uri = "arn:aws:lambda:us-east-1:111111111111:function:pets";
  const integrations = { pets: { type: "aws_proxy", uri, payloadFormatVersion: "2.0" } };
  const $ref = "#/components/x-amazon-apigateway-integrations/pets";
  const model = read(
    { "x-amazon-apigateway-integration": { $ref } },
    { components: { "x-amazon-apigateway-integrations": integrations } },
  );
  expect(model.httpApis?.[0]?.methods[0]?.integration).toMatchObject({ type: "AWS_PROXY", functionArn: uri });
});
