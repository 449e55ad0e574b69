import { frontsOf } from "../../../../terraform/access/decide/fronts";
import { httpShop, LOCKED } from "../../build/http-shop";
import type { Resources } from "../../build/people";

const lambda: Resources = {
  aws_lambda_function: {
    shop: { function_name: "shop", role: "r", handler: "h", runtime: "nodejs22.x", filename: "f.zip" },
    other: { function_name: "other", role: "r", handler: "h", runtime: "nodejs22.x", filename: "f.zip" },
  },
  aws_apigatewayv2_integration: { shop: { integration_uri: "${aws_lambda_function.shop.invoke_arn}" } },
};

test("each way to a function, with what it asks", () => {
  const routes = { "GET /pets": LOCKED.people, "POST /pets": {}, "PUT /pets": { authorization_type: "?" } };
  const fronts = frontsOf(httpShop(routes, lambda));
  expect([...fronts.keys()]).toEqual(["arn:aws:lambda:us-east-1:123456789012:function:shop"]);
  const found = fronts.get("arn:aws:lambda:us-east-1:123456789012:function:shop") ?? [];
  expect(found.map(({ api, asks, method }) => `${api.name} ${method.verb} ${method.path}: ${asks}`)).toEqual([
    "shop GET /pets: lock",
    "shop POST /pets: none",
    "shop PUT /pets: unknown",
  ]);
});
