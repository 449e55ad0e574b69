import { ApiGatewayMethod, type ApiGatewayMethodConfig } from "@cdktf/provider-aws/lib/api-gateway-method";
import { type TerraformResource, TerraformStack, Testing } from "cdktf";
import { configurationHash, referencesHash } from "../../../constructs/api/redeployment";

const plain: ApiGatewayMethodConfig = {
  restApiId: "api",
  resourceId: "${aws_api_gateway_resource.pets.id}",
  httpMethod: "GET",
  authorization: "AWS_IAM",
};

function triggersOf(
  config: ApiGatewayMethodConfig,
  adjust: (method: ApiGatewayMethod) => void = () => {},
): Record<string, string> {
  const stack = new TerraformStack(Testing.app(), "stack");
  const parts: TerraformResource[] = [];
  const carrier = new ApiGatewayMethod(stack, "carrier", { ...plain, requestParameters: undefined as never });
  carrier.addOverride("triggers", {
    configuration: configurationHash(() => parts),
    references: referencesHash(() => parts),
  });
  const method = new ApiGatewayMethod(stack, "method", config);
  adjust(method);
  parts.push(method);
  return JSON.parse(Testing.synth(stack)).resource.aws_api_gateway_method.carrier.triggers;
}

test.each<[string, Partial<ApiGatewayMethodConfig>]>([
  ["the lock", { authorization: "NONE" }],
  ["the authorizer", { authorizerId: "other" }],
  ["the scopes", { authorizationScopes: ["petstore/admin"] }],
  ["the API key", { apiKeyRequired: true }],
  ["the request's parameters", { requestParameters: { "method.request.querystring.page": true } }],
])("%s changes the trigger", (_, change) => {
  expect(triggersOf({ ...plain, ...change }).configuration).not.toBe(triggersOf(plain).configuration);
});

test("an override that is made after the trigger counts", () => {
  const overridden = triggersOf(plain, (method) => method.addOverride("authorization", "NONE"));
  expect(overridden.configuration).not.toBe(triggersOf(plain).configuration);
});

test("the order of creation and the lifecycle do not change it", () => {
  expect(triggersOf({ ...plain, lifecycle: { createBeforeDestroy: true } })).toEqual(triggersOf(plain));
});

test("what the configuration refers to is hashed at apply", () => {
  expect(triggersOf(plain).references).toBe("${sha256(jsonencode([aws_api_gateway_resource.pets.id]))}");
});
