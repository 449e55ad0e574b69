import { type AccessMatrix, accessMatrix } from "../../../../terraform/access/matrix";
import { readTerraform } from "../../../../terraform/read";
import { httpShop, LOCKED, routeAt } from "../../build/http-shop";
import { shopDocument } from "../../build/shop";

/** What locks do not check of credentials, and who must: of every authorization, and of each kind of API. */

const FUNCTION = "arn:aws:lambda:us-east-1:111111111111:function:shop";
const TOKEN_KIND = { checks: ["token-kind"] };

type Left = AccessMatrix["routes"][number]["leftToBackend"];

interface Case {
  readonly name: string;
  readonly route: Readonly<Record<string, unknown>>;
  readonly left: Left;
}

const cases: readonly Case[] = [
  {
    name: "JWT without scopes, of a user pool",
    route: LOCKED.people,
    left: { checks: ["token-kind"], backend: FUNCTION },
  },
  {
    name: "JWT without scopes, of another issuer",
    route: LOCKED.login,
    left: { checks: ["token-kind"], backend: FUNCTION },
  },
  {
    name: "JWT with a scope, which only access tokens have",
    route: { ...LOCKED.people, authorization_scopes: ["shop/user"] },
    left: undefined,
  },
  { name: "a Lambda authorizer, which reads the token itself", route: LOCKED.gate, left: undefined },
  { name: "AWS_IAM", route: LOCKED.iam, left: undefined },
  { name: "NONE", route: {}, left: undefined },
  {
    name: "a lock that is not known",
    route: { ...LOCKED.people, authorization_type: "${terraform_data.x.output}" },
    left: undefined,
  },
];

test.each(cases)("$name", ({ left, route }) => {
  const model = httpShop({ "GET /account": route }, { terraform_data: { x: {} } });
  expect(routeAt(model, "GET /account").leftToBackend).toEqual(left);
});

test("a function of the Terraform is named by its address, and a server by its URL", () => {
  const lambda = { function_name: "f", role: "arn:aws:iam::1:role/f", handler: "i.h", filename: "f.zip" };
  const backendOf = (integration: Readonly<Record<string, unknown>>) =>
    routeAt(
      httpShop(
        { "GET /account": LOCKED.people },
        { aws_lambda_function: { f: lambda }, aws_apigatewayv2_integration: { shop: integration } },
      ),
      "GET /account",
    ).leftToBackend;
  expect(backendOf({ integration_uri: "${aws_lambda_function.f.invoke_arn}" })).toEqual({
    ...TOKEN_KIND,
    backend: "shop/aws_lambda_function.f",
  });
  expect(
    backendOf({
      integration_type: "HTTP_PROXY",
      integration_method: "ANY",
      integration_uri: "https://accounts.example.com",
    }),
  ).toEqual({ ...TOKEN_KIND, backend: "https://accounts.example.com" });
});

test("a REST API takes ID tokens only where a method has no scopes", () => {
  const document = shopDocument({
    "GET /account": {
      authorization: "COGNITO_USER_POOLS",
      authorizer_id: "${aws_api_gateway_authorizer.people.id}",
    },
  });
  const model = readTerraform({ kind: "stacks", stacks: [{ name: "shop", document }] });
  const [route] = accessMatrix(model).routes;
  expect(route).toMatchObject({ authorization: "COGNITO_USER_POOLS" });
  expect(route?.leftToBackend).toBeUndefined();
});
