import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { LambdaFunction } from "../../../constructs/functions/lambda-function";
import { HttpApi } from "../../../constructs/http-api/http-api";
import type { HttpApiProps } from "../../../constructs/http-api/http-api-props";
import { access } from "../small-api";
import { functionFolder, refusal } from "../terraform";
import { partnerOf, refusals } from "./refusals";
import { restParts } from "./rest-parts";
import { httpApi, issuer, open, partner, serving, signedIn } from "./small-http-api";

const refused = (change: object) => refusal((scope) => httpApi(scope, change as Partial<HttpApiProps>));

it("the small HTTP API is accepted", () => {
  expect(refused({})).toEqual(["accepted", ""]);
});

it.each<[string, object]>([
  ["a user pool by its endpoint", { cognito: { issuer: "https://${var.endpoint}" } }],
  ["a user pool by its issuer", { cognito: { issuer: "${var.issuer}" } }],
  [
    "a user pool by its parts",
    { cognito: { issuer: "https://cognito-idp.${var.region}.amazonaws.com/${var.pool}" } },
  ],
  [
    "a user pool by its updated issuer",
    { cognito: { issuer: issuer.replace("cognito-idp", "issuer-cognito-idp") } },
  ],
  [
    "a user pool in China",
    { cognito: { issuer: "https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_x" } },
  ],
  ["a third party", { jwt: { issuer: "https://issuer.example", audience: ["a"] } }],
  [
    "a third party's tenant",
    { jwt: { issuer: "https://issuer.example/${var.tenant}/v2.0", audience: ["a"] } },
  ],
  [
    "a third party at a port",
    { jwt: { issuer: "https://issuer.example:8443/realms/a%20b", audience: ["a"] } },
  ],
  ["a role named like a standard scope, with a prefix", partnerOf("openid", "shop/")],
])("%s is an issuer", (_, change) => {
  const { cognito } = change as { readonly cognito?: object };
  const whole = cognito && { cognito: { clientIds: ["4abc"], resourceServer: "shop", ...cognito } };
  expect(refused({ ...change, ...whole })).toEqual(["accepted", ""]);
});

it("another user pool by a reference is refused as a third party", () => {
  expect(
    refusal((scope) => {
      const { endpoint } = new CognitoUserPool(scope, "other", { name: "other" });
      httpApi(scope, { jwt: { issuer: `https://${endpoint}`, audience: ["a"] } });
    }),
  ).toEqual(["ISSUER_INVALID", expect.stringContaining("it could be a user pool")]);
});

it.each(refusals)("%s: %s", (code, says, change) => {
  expect(refused(change)).toEqual([code, expect.stringContaining(says)]);
});

it.each(restParts)("%s of an HTTP API is refused, from a stack of its own as well", (_, says, build) => {
  const expected = ["HTTP_API_LACKS", expect.stringContaining(`an HTTP API, which has ${says}`)];
  expect(refusal((scope) => build(scope as TerraformStack, httpApi(scope)))).toEqual(expected);
  expect(
    refusal((scope) => {
      const other = new TerraformStack(scope.node.root, "other");
      new AwsProvider(other, "aws", { region: "eu-central-1" });
      build(other, httpApi(scope));
    }),
  ).toEqual(expected);
});

it.each<[string, Parameters<typeof serving>[0]]>([
  ["a literal before a parameter", { "GET /a/{x}": open, "GET /a/b": open }],
  ["another verb", { "GET /a/{x}/c": open, "POST /a/b/{y}": open }],
  ["a full match before a greedy one", { "GET /a/b": open, "GET /a/{rest+}": open }],
  ["the longer greedy path", { "GET /{rest+}": open, "GET /a/{rest+}": open }],
  ["a route for what two share", { "GET /a/{x}/c": open, "GET /a/b/{y}": open, "GET /a/b/c": open }],
])("%s decides which route answers", (_, routes) => {
  expect(refused(serving(routes))).toEqual(["accepted", ""]);
});

it.each([
  ["cognito", signedIn],
  ["jwt", partner],
])("without the props of the lock %s, a route behind it is refused", (lock, route) => {
  const { access: declared } = serving({ "GET /a": route });
  const build = (scope: Construct) =>
    new HttpApi(scope, "api", {
      name: "shop",
      access: declared,
      handlers: { app: { functionName: "app" } },
      accessLog: "off",
    });
  expect(refusal(build)).toEqual([
    "LOCK_UNCONFIGURED",
    expect.stringContaining(`"GET /a" has the lock "${lock}"`),
  ]);
});

it("an authorizer's function without its role table is refused", () => {
  expect(
    refusal((scope) => {
      const bare = new LambdaFunction(scope, "bare", { name: "bare", folder: functionFolder("health") });
      httpApi(scope, { ...serving({ "GET /a": partner }), jwt: { function: bare } });
    }),
  ).toEqual(["ROLE_TABLE_MISSING", expect.stringContaining('authorizer of lock "jwt"')]);
});

it.each<[string, object]>([
  [
    "51 audiences",
    { cognito: { issuer, clientIds: Array.from({ length: 51 }, (_, i) => `c${i}`), resourceServer: "s" } },
  ],
  [
    "11 scopes",
    {
      access: {
        ...access,
        roles: Object.fromEntries(
          Array.from({ length: 11 }, (_, i) => [`r${i}`, { description: "One", precedence: i }]),
        ),
        systems: {},
        routes: {
          "GET /a": { lock: "cognito", roles: Array.from({ length: 11 }, (_, i) => `r${i}`), handler: "app" },
        },
      },
    },
  ],
])("%s are more than API Gateway takes", (_, change) => {
  expect(refused(change)[0]).toBe("LIMIT_EXCEEDED");
});
