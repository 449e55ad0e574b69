import { readTerraform } from "../../../terraform/read";

const invoke =
  "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:1:function:f/invocations";
const operation = { "x-amazon-apigateway-integration": { type: "aws_proxy", uri: invoke } };

function read(paths: object, rest: object, strict: boolean) {
  const body = JSON.stringify({ openapi: "3.0.1", paths, ...rest });
  const document = {
    provider: { aws: { region: "us-east-1" } },
    resource: { aws_api_gateway_rest_api: { x: { name: "x", body } } },
  };
  return readTerraform({ kind: "stacks", stacks: [{ name: "api", document }] }, { strict }).apis[0];
}

const validators = { all: { validateRequestBody: true }, none: { validateRequestBody: false } };
const declared = { "x-amazon-apigateway-request-validators": validators };

test.each<[string, object, object]>([
  ["of an operation", { ...operation, "x-amazon-apigateway-request-validator": "all" }, declared],
  ["of all operations", operation, { ...declared, "x-amazon-apigateway-request-validator": "all" }],
  ["that is not declared", { ...operation, "x-amazon-apigateway-request-validator": "gone" }, declared],
])("a request validator %s is refused by the gate only", (_, get, rest) => {
  expect(() => read({ "/pets": { get } }, rest, true)).toThrow("get of /pets has the request validator");
  expect(read({ "/pets": { get } }, rest, false)?.methods).toHaveLength(1);
});

test("a request validator that checks nothing is accepted", () => {
  const get = { ...operation, "x-amazon-apigateway-request-validator": "none" };
  expect(read({ "/pets": { get } }, declared, true)?.methods).toHaveLength(1);
});

test("gateway responses of a body are those of resources", () => {
  const responses = {
    UNAUTHORIZED: {
      statusCode: 401,
      responseParameters: { "gatewayresponse.header.X-Why": "'no token'" },
      responseTemplates: { "application/json": "{}" },
    },
  };
  const rest = { "x-amazon-apigateway-gateway-responses": responses };
  expect(read({}, rest, true)?.gatewayResponses).toEqual([
    {
      address: "api/aws_api_gateway_rest_api.x (UNAUTHORIZED of its body)",
      type: "UNAUTHORIZED",
      status: 401,
      headers: { "X-Why": "'no token'" },
      templates: { "application/json": "{}" },
    },
  ]);
});

test.each([
  [["/pets/{a}", "/pets/{b}/photo"], "beside {b} is {a}"],
  [["/{proxy+}/pets"], "nothing can be below {proxy+}"],
  [["/pets/*"], 'the path part "*"'],
])("the paths %j are refused by the gate; readers say so", (paths, message) => {
  const items = Object.fromEntries(paths.map((path) => [path, { get: operation }]));
  expect(() => read(items, {}, true)).toThrow(
    expect.objectContaining({ code: "DOCUMENT_MALFORMED", message: expect.stringContaining(message) }),
  );
  expect(read(items, {}, false)?.unknown).toContain(message);
});

test("integrations of a body are those of resources", () => {
  const written = {
    uri: invoke,
    httpMethod: "post",
    passthroughBehavior: "when_no_templates",
    requestTemplates: { "application/json": '{"statusCode": 204}' },
    requestParameters: { "integration.request.header.X-A": "'a'" },
    responses: {
      default: {
        statusCode: "204",
        responseParameters: { "method.response.header.Access-Control-Allow-Origin": "'*'" },
      },
      ".*gone.*": { statusCode: "404", responseTemplates: { "application/json": "{}" } },
    },
  };
  const integration = (type: string) => {
    const get = { "x-amazon-apigateway-integration": { ...written, type } };
    return read({ "/pets": { get } }, {}, true)?.methods[0]?.integration;
  };
  const place = "api/aws_api_gateway_rest_api.x (GET /pets)";
  const answers = {
    passthrough: "WHEN_NO_TEMPLATES",
    requestTemplates: { "application/json": '{"statusCode": 204}' },
    responses: [
      { address: place, status: 204, headers: { "Access-Control-Allow-Origin": "'*'" }, templates: {} },
      {
        address: place,
        status: 404,
        pattern: ".*gone.*",
        headers: {},
        templates: { "application/json": "{}" },
      },
    ],
  };
  expect(integration("mock")).toMatchObject({ type: "MOCK", mock: answers });
  expect(integration("aws")).toMatchObject({
    type: "AWS",
    lambda: { functionArn: "arn:aws:lambda:us-east-1:1:function:f", answers },
  });
  const forwarding = { verb: "POST", parameters: { "integration.request.header.X-A": "'a'" } };
  expect(integration("http_proxy")).toMatchObject({ http: forwarding });
  expect(integration("http")).toMatchObject({ http: { ...forwarding, answers } });
});
