import type { SharedAuthorizer } from "../../../constructs/authorizers/shared-authorizer";
import { all, appInMemory, only, refusal, statements, synthesized } from "../terraform";
import { sharedArn, sharedOwner, sharedUser, sharedWith, TWO_ACCOUNTS } from "./shared-authorizer";
import { httpApi } from "./small-http-api";

/** The lock `jwt` of an HTTP API by the function of another account. */

const GATE = sharedArn(TWO_ACCOUNTS);

function shopOf(through: SharedAuthorizer["through"]) {
  const app = appInMemory();
  sharedUser(app, through);
  const { shop } = synthesized(app);
  if (!shop) throw new Error("no stack");
  return shop;
}

const authorizerOf = (through: SharedAuthorizer["through"]) =>
  only(shopOf(through), "aws_apigatewayv2_authorizer");

test("the function is asked in payload format 2.0, under the address of the other account", () => {
  expect(authorizerOf("api")).toMatchObject({
    authorizer_type: "REQUEST",
    authorizer_uri: expect.stringMatching(
      new RegExp(`:lambda:path/2015-03-31/functions/${GATE}/invocations$`),
    ),
    authorizer_payload_format_version: "2.0",
    enable_simple_responses: false,
    identity_sources: ["$request.header.Authorization"],
  });
});

test("where the function's policy names the API, nothing of this account invokes it", () => {
  const shop = shopOf("api");
  expect(authorizerOf("api")).not.toHaveProperty("authorizer_credentials_arn");
  expect(all(shop, "aws_iam_role").map(({ name }) => name)).not.toContain("call-gate");
  for (const { function_name } of all(shop, "aws_lambda_permission"))
    expect(function_name).toMatch(/^\$\{aws_lambda_function\.app_/);
});

test("where the organization's roles may call it, API Gateway does so by a role for this function alone", () => {
  const shop = shopOf({ role: "call-gate" });
  const role = all(shop, "aws_iam_role").find(({ name }) => name === "call-gate");
  expect(statements(role?.assume_role_policy)).toEqual([
    expect.objectContaining({ Principal: { Service: "apigateway.amazonaws.com" } }),
  ]);
  const policy = all(shop, "aws_iam_role_policy").find(({ name }) => name === "invoke-authorizer");
  expect(statements(policy?.policy)).toEqual([
    { Effect: "Allow", Action: "lambda:InvokeFunction", Resource: GATE },
  ]);
});

test("the role and its policy are there before the authorizer, which is there before its routes", () => {
  const authorizer = authorizerOf({ role: "call-gate" });
  expect(authorizer.authorizer_credentials_arn).toMatch(
    /^\$\{aws_iam_role\.api_call-authorizer_role_\w+\.arn\}$/,
  );
  expect(authorizer.depends_on).toEqual([
    expect.stringMatching(/^aws_iam_role_policy\.api_call-authorizer_policy_/),
  ]);
  expect(authorizer.lifecycle).toEqual({ create_before_destroy: true });
  for (const { authorization_type, authorizer_id } of all(
    shopOf({ role: "call-gate" }),
    "aws_apigatewayv2_route",
  ))
    if (authorization_type === "CUSTOM") expect(authorizer_id).toMatch(/^\$\{aws_apigatewayv2_authorizer\./);
});

test("the owner lets the authorizers of this API invoke it, by the same form of ARN as those of a REST API", () => {
  const app = appInMemory();
  sharedOwner(app, sharedWith("abc123"));
  const { owner } = synthesized(app);
  expect(owner && only(owner, "aws_lambda_permission")).toMatchObject({
    principal: "apigateway.amazonaws.com",
    source_arn: "arn:aws:execute-api:eu-central-1:111111111111:abc123/authorizers/*",
  });
});

test.each<[code: string, says: string, by: object]>([
  ["SHARING_INVALID", 'is "gate"; expected the ARN', { functionArn: "gate", through: "api" }],
  ["FIELD_MISSING", "through", { functionArn: GATE }],
  ["VALUE_INVALID", "through", { functionArn: GATE, through: "anyone" }],
  ["FIELD_UNKNOWN", '"roles"', { functionArn: GATE, through: "api", roles: [] }],
  ["VALUE_INVALID", "by its functionName or functionArn", {}],
])("%s: %s", (code, says, by) => {
  const build = () => refusal((scope) => httpApi(scope, { jwt: { function: by as SharedAuthorizer } }));
  expect(build()).toEqual([code, expect.stringContaining(says)]);
});
