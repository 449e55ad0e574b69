import { accessMatrix } from "../../../../terraform/access/matrix/matrix";
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

const BEHIND =
  "every caller may call the function that is behind shop/aws_api_gateway_method.GET_a (AWS_IAM)";

const cases: Readonly<Record<string, Case>> = {
  "one function behind a lock and in public": {
    routes: { "GET /a": IAM, "GET /b": NONE, "POST /b": NONE },
    functions: { "GET /a": "trigger", "GET /b": "trigger", "POST /b": "trigger" },
    says: [`${BEHIND} through GET /b and 1 more`],
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
