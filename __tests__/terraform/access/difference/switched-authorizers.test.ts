import { difference } from "../../../../terraform/access/difference";
import type { Resources } from "../../build/people";
import { side } from "./sides";

const by = (name: string) => ({
  authorization: "CUSTOM",
  authorizer_id: `\${aws_api_gateway_authorizer.${name}.id}`,
});
const second: Resources = {
  aws_api_gateway_authorizer: {
    second: {
      rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
      name: "second",
      type: "TOKEN",
      authorizer_uri: "${aws_lambda_function.trigger.invoke_arn}",
    },
  },
};
/** Two methods under fixed addresses, at these paths. */
const at = (first: string, other: string) =>
  side(
    { "GET /a": {}, "GET /b": {} },
    {
      ...second,
      aws_api_gateway_method: {
        GET_a: { ...by("lambda"), resource_id: `\${aws_api_gateway_resource._${first}.id}` },
        GET_b: { ...by("second"), resource_id: `\${aws_api_gateway_resource._${other}.id}` },
      },
    },
  );

test("methods that swap their paths, and keep their addresses and authorizers", () => {
  const { trust } = difference(at("a", "b"), at("b", "a"));
  expect(trust.map(({ resource, what }) => `${resource}: ${what}`).sort()).toEqual([
    "shop/aws_api_gateway_method.GET_a: shop/aws_api_gateway_authorizer.lambda decides about GET /b now (was: shop/aws_api_gateway_authorizer.second)",
    "shop/aws_api_gateway_method.GET_b: shop/aws_api_gateway_authorizer.second decides about GET /a now (was: shop/aws_api_gateway_authorizer.lambda)",
  ]);
});

test("a method that names another authorizer is said once", () => {
  const named = (name: string) => side({ "GET /a": by(name) }, second);
  const { trust } = difference(named("lambda"), named("second"));
  expect(trust.map(({ argument, resource }) => `${resource} ${argument}`)).toEqual([
    "shop/aws_api_gateway_method.GET_a authorizer_id",
  ]);
});
