import { merged, type Resources } from "../build/people";
import { shop } from "../build/shop";
import { behind, FRONT, front, OF_ANY_ACCOUNT, permission, pets } from "./fronts";

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
