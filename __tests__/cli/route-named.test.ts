import { routeNamed } from "../../cli/arguments/route-named";
import type { MatrixRoute } from "../../terraform/access/matrix";

/** The routes that --why names: all that the table, a difference and an error print. */

const shop = { kind: "http", api: "shop (aws_apigatewayv2_api.shop)", apiName: "shop" } as const;
const url = { kind: "url", method: "ANY", path: "$default" } as const;

const routes = [
  route({ ...shop, apiAddress: "aws_apigatewayv2_api.shop", method: "GET", path: "/pets/{id}" }),
  route({ ...shop, apiAddress: "aws_apigatewayv2_api.shop", method: "ANY", path: "$default" }),
  route({ apiName: "old", api: "old", stage: "live", method: "GET", path: "/pets" }),
  route({ apiName: "old", api: "old", stage: "test", method: "GET", path: "/pets" }),
  route({ apiName: "old", api: "old", stage: "live", method: "POST", path: "/orders/{id}" }),
  route({ ...url, apiName: "report", api: "report", apiAddress: "aws_lambda_function_url.report" }),
  route({
    ...url,
    apiName: "shop",
    api: "shop (aws_lambda_function_url.shop)",
    apiAddress: "aws_lambda_function_url.shop",
  }),
];

test.each([
  ["a row", "GET /pets/{id}", 0],
  ["a request", "old live POST /orders/42", 4],
  ["a request without its API, where one has it", "GET /pets/7/x", 1],
  ["a request that $default answers", "shop (HTTP API) DELETE /orders", 1],
  ["the title above the table", "shop (HTTP API) ANY $default", 1],
  ["the title with its address", "shop (HTTP API) aws_apigatewayv2_api.shop ANY $default", 1],
  ["an address", "aws_apigatewayv2_api.shop any $default", 1],
  ["a stage", "old test GET /pets", 3],
  ["the title with a stage", "old (REST API, stage live) GET /pets", 2],
  [
    "the title and the address as a table prints them",
    "shop (HTTP API)  aws_apigatewayv2_api.shop  GET   /pets/{id}",
    0,
  ],
  ["an API and its stage as a difference names them", "old, test GET /pets", 3],
  ["a stage as a difference of a single API names it", "test GET /pets", 3],
  ["Markdown", "shop (aws\\_apigatewayv2\\_api.shop) GET /pets/\\{id\\}", 0],
  ["code in Markdown", "shop (HTTP API) ANY `$default`", 1],
  ["a row of function URLs", "ANY report", 5],
  ["a row of function URLs with its address", "ANY shop (aws_lambda_function_url.shop)", 6],
  ["a function URL as a difference names it", "report ANY $default", 5],
])("%s", (_, text, at) => {
  expect(routeNamed(matrix(), text)).toBe(routes[at]);
});

test("a name of several is ambiguous, and its error has one of them a line", () => {
  expect(() => routeNamed(matrix(), "shop ANY $default")).toThrow(
    expect.objectContaining({
      code: "ROUTE_AMBIGUOUS",
      message: [
        '"shop ANY $default" is a route of several APIs or stages; expected one of:',
        "shop (aws_apigatewayv2_api.shop) ANY $default",
        "ANY shop (aws_lambda_function_url.shop)",
      ].join("\n"),
    }),
  );
});

test("the nearest names stand first where none is meant", () => {
  expect(() => routeNamed(matrix(), "PUT ordrs/{id}")).toThrow(
    expect.objectContaining({
      code: "ROUTE_UNKNOWN",
      message: expect.stringMatching(
        /^No route answers "PUT ordrs\/\{id\}"; expected 'METHOD \/path', or .* 'API STAGE METHOD \/path'; there are:\nold live POST \/orders/,
      ),
    }),
  );
});

function matrix() {
  return { principals: [], notes: [], routes };
}

function route(of: Partial<MatrixRoute>): MatrixRoute {
  return {
    kind: "rest",
    apiName: "",
    apiAddress: `aws_api_gateway_rest_api.${of.apiName}`,
    method: "GET",
    path: "/",
    authorization: "NONE",
    address: "",
    cells: [],
    ...of,
  };
}
