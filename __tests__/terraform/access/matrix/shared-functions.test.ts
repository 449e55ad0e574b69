import { accessMatrix } from "../../../../terraform/access/matrix/matrix";
import { httpShop, LOCKED } from "../../build/http-shop";
import type { Resources } from "../../build/people";
import { shop } from "../../build/shop";

const NONE = { authorization: "NONE" };
const IAM = { authorization: "AWS_IAM" };

/** Integrations of these routes with these functions. */
const invoking = (functions: Readonly<Record<string, string>>): Resources => ({
  aws_api_gateway_integration: Object.fromEntries(
    Object.entries(functions).map(([route, name]) => {
      const [verb = "", path = ""] = route.split(" ");
      return [
        `${verb}${path.replace(/\W/g, "_")}`,
        {
          rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
          resource_id: `\${aws_api_gateway_resource.${path.replace(/\W/g, "_")}.id}`,
          http_method: verb,
          type: "AWS_PROXY",
          integration_http_method: "POST",
          uri: `\${aws_lambda_function.${name}.invoke_arn}`,
        },
      ];
    }),
  ),
});

interface Case {
  readonly routes: Readonly<Record<string, object>>;
  readonly functions: Readonly<Record<string, string>>;
  readonly says: readonly string[];
}

const by = (field: string) =>
  `it must choose what it does by the event's ${field}, not by the path that was sent; or give the open routes a function of their own`;

const cases: Readonly<Record<string, Case>> = {
  "one function behind a lock and in public": {
    routes: { "GET /a": IAM, "GET /b": NONE, "POST /b": NONE },
    functions: { "GET /a": "trigger", "GET /b": "trigger", "POST /b": "trigger" },
    says: [
      `every caller may call the function that is behind GET /a (AWS_IAM) through GET /b, POST /b: ${by("resource and httpMethod")}`,
    ],
  },
  "one function behind all routes": {
    routes: { "GET /a": IAM, "PUT /a": IAM, "GET /b": NONE, "PUT /c": IAM, "GET /c": IAM },
    functions: {
      "GET /a": "trigger",
      "PUT /a": "trigger",
      "GET /b": "trigger",
      "PUT /c": "trigger",
      "GET /c": "trigger",
    },
    says: [
      `every caller may call the function that is behind GET /a (AWS_IAM), PUT /a (AWS_IAM), PUT /c (AWS_IAM), 1 more through GET /b: ${by("resource and httpMethod")}`,
    ],
  },
  "two functions": {
    routes: { "GET /a": IAM, "GET /b": NONE },
    functions: { "GET /a": "trigger", "GET /b": "authorizer" },
    says: [],
  },
  "a preflight": {
    routes: { "GET /a": IAM, "OPTIONS /a": NONE },
    functions: { "GET /a": "trigger", "OPTIONS /a": "trigger" },
    says: [],
  },
};

test.each(Object.entries(cases))("%s", (_, { functions, routes, says }) => {
  const { notes } = accessMatrix(shop(routes as never, invoking(functions)));
  const found = notes.filter(({ weight }) => weight === "warning").map(({ message }) => message);
  expect(found).toEqual(says);
});

test("an HTTP API's function is told the route by its key, and each lock is named", () => {
  const { notes } = accessMatrix(
    httpShop({ "GET /me": LOCKED.people, "GET /partner": LOCKED.gate, "GET /health": {} }),
  );
  expect(notes.filter(({ weight }) => weight === "warning").map(({ message }) => message)).toEqual([
    `every caller may call the function that is behind GET /me (JWT), GET /partner (CUSTOM) through GET /health: ${by("routeKey")}`,
  ]);
});
