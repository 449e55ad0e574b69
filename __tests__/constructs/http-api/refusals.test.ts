import { ApiGatewayMethodSettings } from "@cdktf/provider-aws/lib/api-gateway-method-settings";
import { ApiGatewayModel } from "@cdktf/provider-aws/lib/api-gateway-model";
import { ApiGatewayRequestValidator } from "@cdktf/provider-aws/lib/api-gateway-request-validator";
import { ApiGatewayStage } from "@cdktf/provider-aws/lib/api-gateway-stage";
import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { Admission } from "../../../constructs/api/admission";
import { GatewayResponses } from "../../../constructs/api/gateway-responses";
import { UsagePlan } from "../../../constructs/api/keys/usage-plan";
import { UsageTiers } from "../../../constructs/api/keys/usage-tiers";
import { CustomDomain } from "../../../constructs/api/stage/custom-domain";
import { CognitoAuthorizers } from "../../../constructs/authorizers/cognito-authorizers";
import { LambdaFunction } from "../../../constructs/functions/lambda-function";
import { HttpApi } from "../../../constructs/http-api/http-api";
import type { HttpApiProps } from "../../../constructs/http-api/http-api-props";
import { access } from "../small-api";
import { functionFolder, refusal } from "../terraform";
import { httpApi, issuer, serving } from "./small-http-api";

const refused = (change: object) => refusal((scope) => httpApi(scope, change as Partial<HttpApiProps>));
const open = { lock: "public", because: "a test", handler: "app" } as const;
const signedIn = { lock: "cognito", roles: "signed-in", handler: "app" } as const;
const partner = { lock: "jwt", roles: ["user"], handler: "app" } as const;

/** An API whose one role has a scope of a third party. */
function partnerOf(role: string, scopePrefix: string) {
  const roles = { [role]: { description: "One", precedence: 1 } };
  const routes = { "GET /a": { ...partner, roles: [role] } } as const;
  return {
    access: { ...access, roles, systems: {}, routes },
    jwt: { issuer: "https://issuer.example/", audience: ["a"], scopePrefix },
  };
}

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

it.each<[code: string, says: string, change: object]>([
  [
    "LOCK_UNAVAILABLE",
    '"GET /feed" has the lock "key", and an HTTP API asks for no API key: the route would be open to every caller. Give it another lock, or serve it by a REST API (SecuredApi).',
    { access, metering: "off" },
  ],
  [
    "METERING_UNAVAILABLE",
    '"GET /a" asks for an API key, and an HTTP API has neither keys nor usage plans. Set metering to "off"',
    serving({ "GET /a": { ...signedIn, key: true } }),
  ],
  ...[{}, { metering: "off" }].map((metering): [string, string, object] => [
    "LOCK_UNAVAILABLE",
    '"GET /a" is public with an API key, and an HTTP API asks for no API key: the route would also take calls without one. ' +
      "Declare it without key, give it a lock, or serve it by a REST API (SecuredApi).",
    { ...serving({ "GET /a": { ...open, key: true } }), ...metering },
  ]),
  ["HANDLER_UNKNOWN", 'routes["GET /health"].handler', { ...serving({ "GET /health": open }), handlers: {} }],
  ["FIELD_UNKNOWN", 'HttpApi "api" has the field "thrott"', { thrott: {} }],
  ["VALUE_INVALID", 'HttpApi "api".metering is "on"; expected off', { metering: "on" }],
  ["BACKEND_TIMEOUT_INVALID", "expected a whole number from 50 to 30000", { timeout: 30_001 }],
  ["THROTTLE_INVALID", "The stage's throttle is 0 a second", { throttle: { rate: 0, burst: 1 } }],
  ["THROTTLE_INVALID", 'The throttle of "GET /pets"', { throttles: { "GET /pets": { rate: 1, burst: 0 } } }],
  ["THROTTLE_ROUTE_UNKNOWN", '"GET /nowhere"', { throttles: { "GET /nowhere": { rate: 1, burst: 1 } } }],
  [
    "ROUTING_UNDOCUMENTED",
    '"GET /a/{x}/c" and "GET /a/b/{y}" both fit /a/b/c, and AWS does not document which of them answers at an HTTP API.',
    serving({ "GET /a/{x}/c": open, "GET /a/b/{y}": open }),
  ],
  // What verifies tokens
  ["TTL_INVALID", "0 to 3600", { jwt: { function: { functionName: "v" }, ttl: 3_601 } }],
  ["AUDIENCE_MISSING", "at least 1", { jwt: { issuer: "https://issuer.example/", audience: [] } }],
  ["ISSUER_INVALID", "expected https://", { jwt: { issuer: "http://issuer.example/", audience: ["a"] } }],
  [
    "ISSUER_INVALID",
    "a user pool: handlers would take its users for those of the API's own",
    { jwt: { issuer, audience: ["a"] } },
  ],
  [
    "ISSUER_INVALID",
    "a user pool: handlers would take its users for those of the API's own",
    { jwt: { issuer: issuer.replace("cognito-idp", "issuer-cognito-idp"), audience: ["a"] } },
  ],
  ...[
    "https://COGNITO-IDP.us-east-1.amazonaws.com/us-east-1_x",
    "https://cognito-idp-fips.us-east-1.amazonaws.com/us-east-1_x",
    "https://x@cognito-idp.us-east-1.amazonaws.com/us-east-1_x",
    "https://cognito-idp.us-east-1.amazonaws.com:443/us-east-1_x",
    "https://cognito-idp.eusc-de-east-1.amazonaws.eu/eusc-de-east-1_x",
    "https://cognito%2Didp.us-east-1.amazonaws.com/us-east-1_x",
  ].map((pool): [string, string, object] => [
    "ISSUER_INVALID",
    "a user pool: handlers would take its users for those of the API's own",
    { jwt: { issuer: pool, audience: ["a"] } },
  ]),
  ...[
    "${var.issuer}",
    "https://${var.host}/",
    "https://login.${var.domain}/",
    "https://a.example${var.rest}",
  ].map((reference): [string, string, object] => [
    "ISSUER_INVALID",
    "whose host is known when it is applied: it could be a user pool",
    { jwt: { issuer: reference, audience: ["a"] } },
  ]),
  ...[
    "https://x@issuer.example/",
    "https://Issuer.example/",
    "https://a,b",
    "https://a\\b",
    "https://issuer.example/${",
    "https://issuer.example/?a=b",
    "https://issuer.example/%{if true}",
  ].map((wrong): [string, string, object] => [
    "ISSUER_INVALID",
    "expected https:// and a host in small letters",
    { jwt: { issuer: wrong, audience: ["a"] } },
  ]),
  ...[
    "https://issuer.example/",
    "http://${var.pool}",
    "https://issuer.example/${var.pool}",
    "${var.a}.example",
    "",
  ].map((wrong): [string, string, object] => [
    wrong === "" ? "VALUE_INVALID" : "ISSUER_INVALID",
    wrong === "" ? "expected some text" : 'The lock "cognito" has the issuer',
    { cognito: { issuer: wrong, clientIds: ["4abc"], resourceServer: "shop" } },
  ]),
  // Scopes that stand for roles
  ...["openid", "profile", "email", "phone", "address"].map((role): [string, string, object] => [
    "SCOPE_INVALID",
    `The role "${role}" has the scope "${role}" behind the lock "jwt", a standard scope`,
    partnerOf(role, ""),
  ]),
  [
    "SCOPE_INVALID",
    '"offline_access" behind the lock "jwt", a standard scope',
    partnerOf("access", "offline_"),
  ],
  ["SCOPE_INVALID", "without blanks and quotes", partnerOf("user", "shop openid ")],
  [
    "SCOPE_INVALID",
    'The role "user" has the scope "shop openid /user" behind the lock "cognito"; expected a text without blanks',
    { cognito: { issuer, clientIds: ["4abc"], resourceServer: "shop openid " } },
  ],
  [
    "FIELD_UNKNOWN",
    '"jwksUrl"',
    { jwt: { issuer: "https://issuer.example/", audience: ["a"], jwksUrl: "x" } },
  ],
  ["VALUE_INVALID", "and no pattern", { cognito: { issuer, clientIds: [".*"], resourceServer: "shop" } }],
  // Servers
  [
    "BACKEND_URL_INVALID",
    "expected https:// and a host",
    { handlers: { app: { url: "http://a", passToken: true } } },
  ],
  ...[
    "https://{tenant}.example.com",
    "https://{tenant}",
    "https://good.example@evil.example",
    "https://$context.identity.sourceIp",
    "https://$${stageVariables.host}",
    "https://a\\b",
    "https://a%2fb",
    "https://${",
  ].map((url): [string, string, object] => [
    "BACKEND_URL_INVALID",
    "expected https:// and a host, without a path, a user and parameters",
    { handlers: { app: { url, passToken: true } } },
  ]),
  ["FIELD_MISSING", "passToken", { handlers: { app: { url: "https://a.example" } } }],
  [
    "VALUE_INVALID",
    "passToken is false",
    { handlers: { app: { url: "https://a.example", passToken: false } } },
  ],
  // CORS
  [
    "CORS_OPTIONS_DECLARED",
    '"OPTIONS /a" is declared',
    { ...serving({ "OPTIONS /a": open }), cors: { origins: ["*"] } },
  ],
  ["CORS_ORIGIN_INVALID", "a web view's", { cors: { origins: ["capacitor://localhost"] } }],
  // A domain
  ["DOMAIN_INVALID", "no host name", { domain: { name: "API", zoneId: "Z1" } }],
  [
    "TRUSTSTORE_INVALID",
    "expected s3://",
    { domain: { name: "a.example.com", zoneId: "Z1", mutualTls: { truststore: "x", version: "1" } } },
  ],
  // What HTTP APIs do not have
  [
    "HTTP_API_LACKS",
    "has the prop webAcl; an HTTP API has no web ACL. Put CloudFront",
    { webAcl: { arn: "a" } },
  ],
  ["HTTP_API_LACKS", "no resource policy", { admission: { ipRanges: ["10.0.0.0/8"] } }],
  ["HTTP_API_LACKS", "no request validation", { requests: { "POST /pets": {} } }],
  ["HTTP_API_LACKS", "no private endpoint", { endpoint: { privateTo: ["vpce-1"] } }],
  ["HTTP_API_LACKS", "no response cache", { cache: { sizeGb: "0.5", ttl: 60, routes: [] } }],
  [
    "HTTP_API_LACKS",
    "no client certificate for backends. Serve it by a REST API",
    { clientCertificateId: "a" },
  ],
  [
    "HTTP_API_LACKS",
    "no X-Ray tracing. Trace the functions alone (tracing of LambdaFunction)",
    { tracing: true },
  ],
  ["HTTP_API_LACKS", "no canary", { canary: 10 }],
  ["HTTP_API_LACKS", "no execution log", { executionLog: { key: "aws-owned" } }],
  ["HTTP_API_LACKS", "no responses of its own", { answers: "hardened" }],
  ["HTTP_API_LACKS", "no metrics of single methods", { methodMetrics: true }],
  ["HTTP_API_LACKS", "no stage to name. Leave it out: the API serves $default", { stage: "live" }],
  ["HTTP_API_LACKS", "Give it a domain, which closes that address", { executeApiEndpoint: "closed" }],
  ["HTTP_API_LACKS", "Give the function as jwt.function", { jwtAuthorizer: { functionName: "v" } }],
  ["HTTP_API_LACKS", "as jwt.ttl", { jwtOptions: { ttl: 0 } }],
  [
    "HTTP_API_LACKS",
    '"GET /products" is to take tokens of further user pools (furtherUserPoolArns); an authorizer of an HTTP API has one issuer',
    { cognito: { issuer, clientIds: ["4abc"], resourceServer: "shop", furtherUserPoolArns: ["arn:p"] } },
  ],
  ...(
    [
      ["vpcLink", { id: "l" }, "HttpApi makes no VPC link"],
      ["query", ["page"], "it passes all"],
      ["statuses", [200], "it passes all"],
      ["timeout", 1_000, "as the API's timeout"],
    ] as const
  ).map(([field, value, says]): [string, string, object] => [
    "HTTP_API_LACKS",
    says,
    { handlers: { app: { url: "https://a.example", passToken: true, [field]: value } } },
  ]),
  // A value that asks for nothing is still no prop
  ["HTTP_API_LACKS", "has the prop webAcl; an HTTP API has no web ACL. Leave it out.", { webAcl: "off" }],
  ["HTTP_API_LACKS", "no request validation. Leave it out.", { requests: "unchecked" }],
  [
    "HTTP_API_LACKS",
    'HttpApi "api".cognito has the field userPoolArn; an HTTP API has no authorizer that takes a pool\'s ARN. Give issuer, https://',
    { cognito: { userPoolArn: "arn:p", clientIds: ["4abc"], resourceServer: "shop" } },
  ],
  [
    "FIELD_MISSING",
    'HttpApi "api".cognito has no field "issuer", which is required; the fields are issuer, clientIds, resourceServer.',
    { cognito: { clientIds: ["4abc"], resourceServer: "shop" } },
  ],
])("%s: %s", (code, says, change) => {
  expect(refused(change)).toEqual([code, expect.stringContaining(says)]);
});

/** Constructs and resources that make a part of a REST API, given the HTTP API by its id, its stage or whole. */
it.each<[what: string, says: string, build: (scope: TerraformStack, api: HttpApi) => unknown]>([
  [
    "a usage plan",
    "no API keys and usage plans: no call would be counted",
    (scope, api) =>
      new UsagePlan(scope, "plan", { name: "shop", api, limits: access.limits, keys: ["robot"] }),
  ],
  [
    "usage tiers",
    "no API keys and usage plans",
    (scope, api) =>
      new UsageTiers(scope, "tiers", {
        name: "shop",
        api,
        tiers: { free: { ...access.limits, keys: ["robot"] } },
      }),
  ],
  [
    "a resource policy",
    "no resource policy",
    (scope, api) =>
      new Admission(scope, "admission", {
        ...{ api: api as never, stage: api.stageName, access, preflight: false },
        ipRanges: ["10.0.0.0/8"],
      }),
  ],
  [
    "a domain of a REST API",
    "no base path mappings: HttpDomain makes its own mapping",
    (scope, { id, stageName }) =>
      new CustomDomain(scope, "domain", {
        ...{ name: "a.example.com", zoneId: "Z1", restApiId: id, stageName },
      }),
  ],
  [
    "an authorizer of a user pool",
    "no authorizers of this type",
    (scope, api) =>
      new CognitoAuthorizers(scope, "pool", { api: api as never, userPoolArn: "arn:p", clientIds: ["4abc"] }),
  ],
  [
    "gateway responses",
    "no gateway responses",
    (scope, api) => new GatewayResponses(scope, "answers", { api: api as never }),
  ],
  [
    "a request validator",
    "no request validation",
    (scope, { id }) =>
      new ApiGatewayRequestValidator(scope, "checks", {
        restApiId: id,
        name: "all",
        validateRequestBody: true,
      }),
  ],
  [
    "a model",
    "no models",
    (scope, { id }) =>
      new ApiGatewayModel(scope, "model", { restApiId: id, name: "pet", contentType: "application/json" }),
  ],
  [
    "settings of a method",
    "no settings of methods: throttles limits routes",
    (scope, { id, stageName }) =>
      new ApiGatewayMethodSettings(scope, "settings", {
        restApiId: id,
        stageName,
        methodPath: "*/*",
        settings: {},
      }),
  ],
  [
    "a stage with a cache, a client certificate and traces",
    "no stage of this type",
    (scope, { id }) =>
      new ApiGatewayStage(scope, "live", {
        restApiId: id,
        stageName: "live",
        deploymentId: "d",
        cacheClusterEnabled: true,
      }),
  ],
  [
    "a web ACL",
    "no web ACL: put CloudFront",
    (scope, { executionArn, stageName }) =>
      new Wafv2WebAclAssociation(scope, "acl", {
        webAclArn: "arn:acl",
        resourceArn: `${executionArn}/${stageName}`,
      }),
  ],
])("%s of an HTTP API is refused, from a stack of its own as well", (_, says, build) => {
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
