import { api, httpShop, LOCKED, routeAt } from "../../build/http-shop";
import type { Resources } from "../../build/people";

const deployed = (triggers?: object): Resources => ({
  aws_apigatewayv2_deployment: { d: { api_id: api, ...(triggers && { triggers }) } },
  aws_apigatewayv2_stage: {
    live: { auto_deploy: false, deployment_id: "${aws_apigatewayv2_deployment.d.id}" },
  },
});

/** What is said of resources of these types. */
const said = (model: ReturnType<typeof httpShop>) =>
  model.notices
    .filter(({ address }) => address.includes("apigatewayv2"))
    .map(({ address, message }) => `${address.replace("shop/aws_apigatewayv2_", "")}: ${message}`);

test.each([
  ["a plain API", {}, {}, []],
  [
    "an authorizer without its authorization type",
    { "GET /pets": { authorizer_id: LOCKED.people.authorizer_id } },
    {},
    ["route.r0: its authorizer is not asked: authorization_type is NONE"],
  ],
  [
    "an API key",
    { "GET /pets": { api_key_required: true } },
    {},
    ["route.r0: api_key_required has no effect: HTTP APIs have no API keys"],
  ],
  [
    "scopes without JWT",
    { "GET /pets": { ...LOCKED.iam, authorization_scopes: ["a"] } },
    {},
    ["route.r0: authorization_scopes have no effect with AWS_IAM"],
  ],
  ["a deployment with triggers", {}, deployed({ hash: "1" }), []],
  [
    "a deployment without triggers",
    {},
    deployed(),
    [
      "deployment.d: it has no triggers: what is deployed may be the API of an earlier day, with other locks than these",
    ],
  ],
] as const)("%s", (_, routes, resources, expected) => {
  expect(said(httpShop(routes, resources))).toEqual(expected);
});

test("routes of an API that is elsewhere are shown, and may not be all", () => {
  const model = httpShop({ "GET /pets": { api_id: "a1b2c3" } });
  const elsewhere = model.httpApis?.find(({ id }) => id === "a1b2c3");
  expect(elsewhere).toMatchObject({ kind: "http", unknown: "the API is not in this Terraform" });
  expect(routeAt(model, "GET /pets")).toMatchObject({ apiName: "a1b2c3", authorization: "NONE" });
});

test("quick create makes its stage once", () => {
  const target = "https://example.com";
  const [shop] = httpShop({}, { aws_apigatewayv2_api: { shop: { target } } }).httpApis ?? [];
  expect(shop?.stages.map(({ name }) => name)).toEqual(["$default"]);
  expect(shop?.methods).toMatchObject([
    { key: "$default", integration: { type: "HTTP_PROXY", uri: target } },
  ]);
});
