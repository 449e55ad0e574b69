import { frontsOf } from "../../../../terraform/access/decide/fronts";
import { httpShop, LOCKED } from "../../build/http-shop";
import { method, model, restApi } from "../../build/model";
import type { Resources } from "../../build/people";

const lambda: Resources = {
  aws_lambda_function: {
    shop: { function_name: "shop", role: "r", handler: "h", runtime: "nodejs22.x", filename: "f.zip" },
    other: { function_name: "other", role: "r", handler: "h", runtime: "nodejs22.x", filename: "f.zip" },
  },
  aws_apigatewayv2_integration: { shop: { integration_uri: "${aws_lambda_function.shop.invoke_arn}" } },
};

test("a method that asks for an API key alone", () => {
  const arn = "arn:aws:lambda:us-east-1:111111111111:function:shop";
  const integration = { type: "AWS_PROXY", address: "i", functionArn: `${arn}:live`, timeoutMs: 1 } as const;
  const keyed = method("/pets", { authorization: "NONE", apiKeyRequired: true, integration });
  const open = method("/open", { authorization: "NONE", integration });
  const fronts = frontsOf(model([restApi([keyed, open, method("/mock")])]));
  expect([...fronts].map(([function_, ways]) => [function_, ways.map(({ asks }) => asks)])).toEqual([
    [arn, ["api-key", "none"]],
  ]);
});

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
