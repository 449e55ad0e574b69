import { knownCredentials } from "../../../gateway/redaction/known";
import { servedModel } from "../http-api/gate";

/** The names under which credentials come, by the authorizers of the Terraform. */

test("headers and parameters of HTTP APIs' authorizers hold credentials", () => {
  const authorizer = {
    authorizer_type: "REQUEST",
    authorizer_uri: "${aws_lambda_function.simple.invoke_arn}",
    authorizer_payload_format_version: "2.0",
    enable_simple_responses: true,
    identity_sources: ["$request.header.X-Pass", "$request.querystring.ticket", "$context.routeKey"],
  };
  const model = servedModel({
    shop: {
      authorizers: { pass: authorizer },
      routes: { "GET /pets": { authorization_type: "CUSTOM", authorizer_id: "pass" } },
    },
  });
  const { names } = knownCredentials(model, { apiKeys: [], clients: [] });
  expect([...names].sort()).toEqual(["ticket", "x-pass"]);
});
