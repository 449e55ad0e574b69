import { accessMatrix } from "../../../../terraform/access/matrix/matrix";
import { httpShop, LOCKED } from "../../build/http-shop";

/** What callers with a third party's token may do at a route whose authorizer answers from a role table. */
function decisions(simpleResponses: boolean) {
  const model = httpShop(
    { "GET /partner/{id}": LOCKED.gate },
    {
      aws_lambda_function: {
        gate: { function_name: "gate", handler: "index.handler", runtime: "nodejs24.x", role: "arn:r" },
      },
      aws_apigatewayv2_authorizer: {
        gate: {
          enable_simple_responses: simpleResponses,
          authorizer_uri: "${aws_lambda_function.gate.invoke_arn}",
        },
      },
    },
  );
  const [lambda] = model.functions;
  const roleTables = {
    [lambda?.address ?? ""]: {
      buyer: { allow: ["GET/partner/*"], deny: [] },
      seller: { allow: ["POST/partner"], deny: [] },
    },
  };
  const [route] = accessMatrix(model, { roleTables, tokenScopes: [] }).routes;
  return Object.fromEntries(
    (route?.cells ?? [])
      .filter(({ principal }) => principal.startsWith("jwt:") || principal === "anonymous")
      .map(({ decision, principal }) => [principal, decision]),
  );
}

test("a role table decides behind an HTTP API as behind a REST API", () => {
  expect(decisions(false)).toEqual({ anonymous: "deny", "jwt:buyer": "allow", "jwt:seller": "deny" });
});

test("where the API expects simple responses, the policy of a role table is none", () => {
  expect(decisions(true)).toEqual({ anonymous: "deny", "jwt:buyer": "unknown", "jwt:seller": "unknown" });
});
