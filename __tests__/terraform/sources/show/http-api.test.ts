import { accessMatrix } from "../../../../terraform/access/matrix/matrix";
import { readTerraform } from "../../../../terraform/read";
import { type Document, plan, refs } from "../../build/plan";

const api = "aws_apigatewayv2_api.shop";
const authorizer = "aws_apigatewayv2_authorizer.people";
const ofApi = { api_id: refs(`${api}.id`) };

interface Planned {
  /** What the expressions of the route's authorizer and of the authorizer's issuer name. */
  readonly authorizer?: readonly string[];
  readonly issuer?: readonly string[];
}

/** A plan that creates an HTTP API with one JWT route, its user pool and a client: no id is known. */
function creation({ authorizer: named = [`${authorizer}.id`], issuer }: Planned = {}): Document {
  const document = plan(
    [
      {
        address: api,
        values: { name: "shop", protocol_type: "HTTP" },
        unknown: { id: true, execution_arn: true },
      },
      {
        address: "aws_cognito_user_pool.people",
        values: { name: "people" },
        unknown: { id: true, arn: true, endpoint: true },
      },
      {
        address: "aws_cognito_user_pool_client.app",
        values: { name: "app" },
        unknown: { id: true, user_pool_id: true },
      },
      {
        address: authorizer,
        values: { name: "people", authorizer_type: "JWT", jwt_configuration: [{}] },
        unknown: { id: true, api_id: true, jwt_configuration: [{ audience: [true], issuer: true }] },
      },
      {
        address: "aws_apigatewayv2_authorizer.gate",
        values: { name: "gate", authorizer_type: "REQUEST" },
        unknown: { id: true, api_id: true, authorizer_uri: true },
      },
      {
        address: "aws_apigatewayv2_integration.shop",
        values: { integration_type: "HTTP_PROXY", integration_uri: "https://example.com" },
        unknown: { id: true, api_id: true },
      },
      {
        address: "aws_apigatewayv2_route.get",
        values: { route_key: "GET /pets", authorization_type: "JWT" },
        unknown: { id: true, api_id: true, authorizer_id: true, target: true },
      },
      {
        address: "aws_apigatewayv2_stage.live",
        values: { name: "$default", auto_deploy: true },
        unknown: { id: true, api_id: true, deployment_id: true },
      },
    ],
    {
      [api]: {},
      "aws_cognito_user_pool.people": {},
      "aws_cognito_user_pool_client.app": { user_pool_id: refs("aws_cognito_user_pool.people.id") },
      [authorizer]: {
        ...ofApi,
        jwt_configuration: [
          {
            audience: refs("aws_cognito_user_pool_client.app.id"),
            issuer: refs(...(issuer ?? ["aws_cognito_user_pool.people.endpoint"])),
          },
        ],
      },
      "aws_apigatewayv2_authorizer.gate": { ...ofApi, authorizer_uri: refs("var.gate") },
      "aws_apigatewayv2_integration.shop": ofApi,
      "aws_apigatewayv2_route.get": {
        ...ofApi,
        authorizer_id: refs(...named),
        target: refs("aws_apigatewayv2_integration.shop.id"),
      },
      "aws_apigatewayv2_stage.live": ofApi,
    },
  );
  return document;
}

function signedIn(document: Document): string | undefined {
  const { routes } = accessMatrix(readTerraform({ kind: "plan", document }));
  expect(routes).toHaveLength(1);
  expect(routes[0]?.cells[0]).toMatchObject({ principal: "anonymous", decision: "deny" });
  return routes[0]?.cells[1]?.decision;
}

test.each([
  ["the pool's endpoint", ["aws_cognito_user_pool.people.endpoint"]],
  ["the pool's id, and a data source", ["data.aws_region.here.name", "aws_cognito_user_pool.people.id"]],
])("an issuer that is made from %s is the pool", (_, issuer) => {
  expect(signedIn(creation({ issuer }))).toBe("allow");
});

test("an issuer that is made from something else is not known", () => {
  expect(signedIn(creation({ issuer: ["aws_cognito_user_pool.people.arn"] }))).toBe("unknown");
  expect(signedIn(creation({ issuer: ["var.issuer"] }))).toBe("unknown");
});

test("of several authorizers that an expression names, the one of the route's type is meant", () => {
  const both = [`${authorizer}.id`, "aws_apigatewayv2_authorizer.gate.id", "each.value"];
  expect(signedIn(creation({ authorizer: both }))).toBe("allow");
  expect(signedIn(creation({ authorizer: ["var.authorizer"] }))).toBe("unknown");
});

test("a route finds its integration by the reference", () => {
  const [shop] = readTerraform({ kind: "plan", document: creation() }).httpApis ?? [];
  expect(shop?.methods[0]?.integration).toMatchObject({ type: "HTTP_PROXY", uri: "https://example.com" });
});
