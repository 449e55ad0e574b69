import { merged, type Resources } from "../build/people";
import { shop } from "../build/shop";

const invoke = "${aws_lambda_function.trigger.invoke_arn}";

/** The integration of a method of the shop with its function `trigger`. */
const behind = (method: string, resource: string): Resources => ({
  aws_api_gateway_integration: {
    [method]: {
      rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
      resource_id: resource,
      http_method: `\${aws_api_gateway_method.${method}.http_method}`,
      type: "AWS_PROXY",
      integration_http_method: "POST",
      uri: invoke,
    },
  },
});
const pets = "${aws_api_gateway_resource._pets.id}";

/** An HTTP API `front` with one route to the same function. */
const front = (route_key: string, more: object = {}): Resources => ({
  aws_apigatewayv2_api: { front: { name: "front", protocol_type: "HTTP" } },
  aws_apigatewayv2_stage: {
    front: { api_id: "${aws_apigatewayv2_api.front.id}", name: "$default", auto_deploy: true },
  },
  aws_apigatewayv2_integration: {
    front: {
      api_id: "${aws_apigatewayv2_api.front.id}",
      integration_type: "AWS_PROXY",
      integration_uri: invoke,
    },
  },
  aws_apigatewayv2_route: {
    front: {
      api_id: "${aws_apigatewayv2_api.front.id}",
      route_key,
      target: "integrations/${aws_apigatewayv2_integration.front.id}",
      ...more,
    },
  },
});

const url = (authorization_type: string, more: object = {}): Resources => ({
  aws_lambda_function_url: {
    front: { function_name: "${aws_lambda_function.trigger.function_name}", authorization_type, ...more },
  },
});

const permission = (principal: string, more: object = {}): Resources => ({
  aws_lambda_permission: {
    front: { function_name: "trigger", action: "lambda:InvokeFunction", principal, ...more },
  },
});

const OF_ANY_ACCOUNT = "arn:aws:execute-api:us-east-1:*:*/*/*/*";
const OF_ANOTHER = "arn:aws:execute-api:us-east-1:999999999999:abc/*/*/*";

type Case = readonly [
  name: string,
  resources: Resources,
  weight: "danger" | "warning" | undefined,
  message?: string,
];

/** What stands beside `GET /pets`, a method AWS_IAM of the same function. */
const cases: readonly Case[] = [
  [
    "the same route of an HTTP API",
    front("GET /pets"),
    "danger",
    "every caller may call the function that is behind shop/aws_api_gateway_method.GET_pets (AWS_IAM) through GET /pets of front",
  ],
  ["a route that takes all", front("$default"), "danger"],
  ["a greedy route", front("ANY /{proxy+}"), "danger"],
  ["another route", front("GET /health"), "warning"],
  ["another verb", front("POST /pets"), "warning"],
  ["a route with a lock", front("GET /pets", { authorization_type: "AWS_IAM" }), undefined],
  [
    "a URL",
    url("NONE"),
    "danger",
    "authorization_type is NONE: every caller may call the function that is behind",
  ],
  ["a URL of an alias", url("NONE", { qualifier: "live" }), "danger"],
  ["a URL that takes signatures", url("AWS_IAM"), undefined],
  ["a permission for every principal", permission("*"), "danger", "principal is *"],
  ["a permission for all that Lambda does", permission("*", { action: "lambda:*" }), "danger"],
  ["a permission by a pattern", permission("*", { action: "lambda:Invoke*" }), "danger"],
  ["a permission to read it", permission("*", { action: "lambda:GetFunction" }), undefined],
  [
    "a permission for every member of an organization",
    permission("*", { principal_org_id: "o-1" }),
    undefined,
  ],
  ["a permission for any API", permission("apigateway.amazonaws.com"), "danger", "it has no source_arn"],
  [
    "a permission for any account's API",
    permission("apigateway.amazonaws.com", { source_arn: OF_ANY_ACCOUNT }),
    "danger",
    "source_arn names no account",
  ],
  [
    "a permission for another account's API",
    permission("apigateway.amazonaws.com", { source_arn: OF_ANOTHER }),
    "warning",
    "for APIs of the account 999999999999",
  ],
  [
    "a permission for any account's API in a region that is not known",
    permission("apigateway.amazonaws.com", { source_arn: "arn:aws:execute-api:${var.region}:*:*/*/*" }),
    "danger",
    "source_arn names no account",
  ],
  [
    "a permission for every API of an account that source_account names beside the ARN",
    permission("apigateway.amazonaws.com", { source_arn: OF_ANY_ACCOUNT, source_account: "999999999999" }),
    "warning",
    "for APIs of the account 999999999999",
  ],
  [
    "a permission for another account's API in a region that is not known",
    permission("apigateway.amazonaws.com", {
      source_arn: "arn:aws:execute-api:${var.region}:999999999999:abc/*/*",
    }),
    "warning",
    "for APIs of the account 999999999999",
  ],
  [
    "a permission for an own API, with the account written out",
    permission("apigateway.amazonaws.com", {
      source_arn: "arn:aws:execute-api:us-east-1:999999999999:${aws_api_gateway_rest_api.shop.id}/*/*",
    }),
    undefined,
  ],
  [
    "a permission for an own API, in an account that is not known",
    permission("apigateway.amazonaws.com", {
      source_arn: "arn:aws:execute-api:us-east-1:${var.account}:${aws_api_gateway_rest_api.shop.id}/*/*",
    }),
    undefined,
  ],
  [
    "a permission for every API of this account, in a region that is not known",
    permission("apigateway.amazonaws.com", {
      source_arn: "arn:aws:execute-api:${var.region}:123456789012:*/*/*",
    }),
    undefined,
  ],
  [
    "a permission for an own API",
    permission("apigateway.amazonaws.com", {
      source_arn: "${aws_api_gateway_rest_api.shop.execution_arn}/*/*/*",
    }),
    undefined,
  ],
  [
    "a permission for another account",
    permission("999999999999"),
    "warning",
    "999999999999 may invoke the function that is behind shop/aws_api_gateway_method.GET_pets",
  ],
  ["a permission for another account's role", permission("arn:aws:iam::999999999999:role/x"), "warning"],
  ["a permission for a role of this account", permission("arn:aws:iam::123456789012:role/x"), undefined],
  [
    "a load balancer",
    permission("elasticloadbalancing.amazonaws.com"),
    "warning",
    "a load balancer may invoke",
  ],
  ["a queue", permission("sqs.amazonaws.com"), undefined],
  [
    "a permission of the URL for every account",
    permission("*", { action: "lambda:InvokeFunctionUrl", function_url_auth_type: "AWS_IAM" }),
    "danger",
    "every AWS account may call the function's URL",
  ],
  [
    "the permission of an open URL",
    permission("*", { action: "lambda:InvokeFunctionUrl", function_url_auth_type: "NONE" }),
    undefined,
  ],
];

const FRONT = /\.front$/;

for (const [name, resources, weight, message = ""] of cases)
  test(name, () => {
    const model = shop(
      { "GET /pets": { authorization: "AWS_IAM" } },
      merged(behind("GET_pets", pets), resources),
    );
    const found = model.notices.filter((notice) => FRONT.test(notice.address) && notice.weight !== undefined);
    expect(found.map((notice) => notice.weight)).toEqual(weight === undefined ? [] : [weight]);
    expect(found[0]?.message ?? "").toContain(message);
  });

describe("a permission for the API of an account that is not known", () => {
  const permitted = (more: object) =>
    shop(
      { "GET /pets": { authorization: "AWS_IAM" } },
      merged(behind("GET_pets", pets), permission("apigateway.amazonaws.com", more)),
    ).notices.filter(({ address }) => FRONT.test(address));

  test.each<[string, object]>([
    ["var.account", { source_arn: "arn:aws:execute-api:us-east-1:${var.account}:*/*/*" }],
    ["var.place", { source_arn: "arn:aws:execute-api:${var.place}:*/*/*" }],
    ["var.execution_arn", { source_arn: "${var.execution_arn}/*/*" }],
    ["var.execution_arn", { source_arn: "${var.execution_arn}" }],
    ["var.account", { source_account: "${var.account}" }],
    ["var.account", { source_account: "${var.account}", source_arn: OF_ANY_ACCOUNT }],
  ])("is a note: %s, %j", (unknown, more) => {
    expect(permitted(more)).toEqual([
      {
        address: "shop/aws_lambda_permission.front",
        message: expect.stringMatching(`it is not known for which account's APIs .*: shop/${unknown}: `),
        unread: { says: { source_arn: expect.any(String), source_account: expect.any(String) } },
      },
    ]);
  });

  test("is another one where another part of its ARN differs", () => {
    const saysOf = (path: string) =>
      permitted({ source_arn: `arn:aws:execute-api:us-east-1:\${var.account}:${path}` })[0]?.unread?.says;
    expect(saysOf("*/*/*")).toEqual(saysOf("*/*/*"));
    expect(saysOf("*/*/*")).not.toEqual(saysOf("abc/*/*"));
  });
});

test("an integration that passes the caller's credentials on is a warning", () => {
  const model = shop(
    { "GET /pets": { authorization: "AWS_IAM" } },
    [
      behind("GET_pets", pets),
      { aws_api_gateway_integration: { GET_pets: { credentials: "arn:aws:iam::*:user/*" } } },
    ].reduce(merged, {}),
  );
  expect(model.notices).toContainEqual({
    address: "shop/aws_api_gateway_integration.GET_pets",
    message: expect.stringContaining("passes the caller's own credentials on"),
    weight: "warning",
  });
});

test("a function that an integration of the type AWS invokes has a way around too", () => {
  const mapped = { aws_api_gateway_integration: { GET_pets: { type: "AWS" } } };
  const resources = [behind("GET_pets", pets), mapped, front("GET /pets")].reduce(merged, {});
  const model = shop({ "GET /pets": { authorization: "AWS_IAM" } }, resources);
  expect(model.notices.filter(({ weight }) => weight === "danger")).toHaveLength(1);
});

test("what takes all other requests of one API is a warning", () => {
  const all = "${aws_api_gateway_resource.__proxy__.id}";
  const model = shop(
    { "GET /pets": { authorization: "AWS_IAM" }, "ANY /{proxy+}": { authorization: "NONE" } },
    merged(behind("GET_pets", pets), behind("ANY__proxy__", all)),
  );
  expect(model.notices).toContainEqual({
    address: "shop/aws_api_gateway_method.ANY__proxy__",
    message:
      "every caller may call the function that is behind shop/aws_api_gateway_method.GET_pets (AWS_IAM) through ANY /{proxy+} of shop",
    weight: "warning",
  });
});

test("an open API behind a client certificate is a warning", () => {
  const guarded: Resources = {
    aws_apigatewayv2_api: { front: { disable_execute_api_endpoint: true } },
    aws_apigatewayv2_domain_name: {
      front: {
        domain_name: "api.example.com",
        mutual_tls_authentication: [{ truststore_uri: "s3://trust/ca.pem" }],
      },
    },
    aws_apigatewayv2_api_mapping: {
      front: {
        api_id: "${aws_apigatewayv2_api.front.id}",
        domain_name: "api.example.com",
        stage: "$default",
      },
    },
  };
  const resources = [behind("GET_pets", pets), front("GET /pets"), guarded].reduce(merged, {});
  const model = shop({ "GET /pets": { authorization: "AWS_IAM" } }, resources);
  expect(model.notices.filter(({ weight }) => weight === "danger")).toEqual([]);
});
