import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { AccessModel } from "../../../access/model";
import { ApiKeyService } from "../../../constructs/api/keys/api-key-service";
import { UsagePlan } from "../../../constructs/api/keys/usage-plan";
import { UsageTiers } from "../../../constructs/api/keys/usage-tiers";
import type { HttpBackend } from "../../../constructs/api/methods/http-backend";
import { SecuredApi } from "../../../constructs/api/secured-api";
import type { SecuredApiProps } from "../../../constructs/api/secured-api-props";
import { CustomDomain, type CustomDomainProps } from "../../../constructs/api/stage/custom-domain";
import { LiveStage } from "../../../constructs/api/stage/live-stage";
import type { StageProtection } from "../../../constructs/api/stage/stage";
import { AuthorizerSharing } from "../../../constructs/authorizers/shared-authorizer";
import { LambdaFunction } from "../../../constructs/functions/lambda-function";
import { type ApiForm, access, apiProps, liveApi } from "../small-api";
import { functionFolder } from "../terraform";
import type { Build, Case } from "./case";

const off = { accessLog: "off", executionLog: "off", webAcl: "off" } as const;
const api =
  (change: Partial<SecuredApiProps>): Build =>
  (scope) =>
    new SecuredApi(scope, "api", apiProps(change));
const live =
  (form: ApiForm): Build =>
  (scope) =>
    liveApi(scope as TerraformStack, form);
const stage = (change: Partial<StageProtection>) => live({ stage: { protection: { ...off, ...change } } });
const backend = (change: Partial<HttpBackend>) =>
  api({ handlers: { app: { url: "https://shop.example.com", ...change } } });
const domain =
  (change: Partial<CustomDomainProps>): Build =>
  (scope) =>
    new CustomDomain(scope, "domain", {
      name: "api.example.com",
      zoneId: "Z1",
      restApiId: "a",
      stageName: "b",
      ...change,
    });
const ownKeys =
  (limits: { keysPerUser?: number; keysPerDay?: number }): Build =>
  (scope) =>
    new ApiKeyService(scope, "keys", {
      name: "k",
      folder: functionFolder("health"),
      plan: { id: "p" },
      ...limits,
    });
const verifier = (scope: Construct, files: Record<string, string>) =>
  new LambdaFunction(scope, "bare", { name: "app", folder: functionFolder("health"), files });
const plan =
  (limits: Partial<AccessModel["limits"]>, keys: string[] = []): Build =>
  (scope) =>
    new UsagePlan(scope, "plan", {
      name: "free",
      api: { id: "a", stageName: "b" },
      limits: { ...access.limits, ...limits },
      keys,
    });

export const stageCases: readonly Case[] = [
  // The stage, backends, names, other accounts, keys
  ["THROTTLE_INVALID", /stage's throttle is 0 a second/, stage({ throttle: { rate: 0, burst: 1 } })],
  [
    "THROTTLE_ROUTE_UNKNOWN",
    /"GET \/nowhere"/,
    stage({ throttles: { "GET /nowhere": { rate: 1, burst: 1 } } }),
  ],
  [
    "CACHE_TTL_INVALID",
    /keeps answers 4000 seconds; expected 1 to 3600/,
    stage({ cache: { sizeGb: "0.5", ttl: 4000, routes: [] } }),
  ],
  [
    "CACHE_PRIVATE",
    /"GET \/account" cannot be cached/,
    stage({ cache: { sizeGb: "0.5", ttl: 60, routes: ["GET /account"] } }),
  ],
  [
    "CANARY_INVALID",
    /canary gets 100 %; expected more than 0|canary gets 100 % of calls/,
    stage({ canary: 100 }),
  ],
  [
    "BACKEND_URL_INVALID",
    /"http:\/\/shop\.example\.com"; expected https/,
    backend({ url: "http://shop.example.com" }),
  ],
  ...[
    "https://{tenant}.example.com",
    "https://good.example@evil.example",
    "https://$${stageVariables.host}",
  ].map(
    (url): Case => [
      "BACKEND_URL_INVALID",
      /expected https:\/\/ and a host, without a path, a user and parameters/,
      backend({ url }),
    ],
  ),
  ["BACKEND_TIMEOUT_INVALID", /given 30000 ms; API Gateway waits 50 to 29000/, backend({ timeout: 30_000 })],
  ["BACKEND_STATUS_INVALID", /to answer 99; expected 200 to 599/, backend({ statuses: [99] })],
  ["DOMAIN_INVALID", /"API\.example" is no host name/, domain({ name: "API.example" })],
  ["CERTIFICATE_MISSING", /neither a certificate nor a zone/, domain({ zoneId: "elsewhere" })],
  [
    "TRUSTSTORE_INVALID",
    /truststore from "store\.pem"; expected s3/,
    domain({ mutualTls: { truststore: "store.pem", version: "1" } }),
  ],
  ["BASE_PATH_INVALID", /base path "a\/b"/, domain({ basePath: "a/b" })],
  [
    "SHARING_INVALID",
    /account "1", API "abc"; expected twelve digits/,
    (scope) =>
      new AuthorizerSharing(scope, "share", {
        handler: { functionName: "gate" } as never,
        with: { apis: { shop: { region: "eu-central-1", accountId: "1", apiId: "abc" } } },
      }),
  ],
  [
    "SHARING_INVALID",
    /shared authorizer is "gate"; expected the ARN/,
    api({ jwtAuthorizer: { functionArn: "gate", through: "api" } }),
  ],
  [
    "ROLE_TABLE_MISSING",
    /"app" is the authorizer of lock "jwt", and its archive has no roles\.json\. Expected files/,
    (scope) => liveApi(scope as TerraformStack, { stage: { jwtAuthorizer: verifier(scope, {}) } }),
  ],
  [
    "ROLE_TABLE_MISSING",
    /"app" .* has no role table in roles\.json/,
    (scope) => api({ jwtAuthorizer: verifier(scope, { "roles.json": "[]" }) })(scope),
  ],
  [
    "ROLE_TABLE_MISSING",
    /"app" is the authorizer of other accounts' APIs/,
    (scope) =>
      new AuthorizerSharing(scope, "share", {
        handler: verifier(scope, { "role.json": '{"roles":{}}' }),
        with: { organization: "o-abcdefghij" },
      }),
  ],
  [
    "STAGE_WITH_ROUTES",
    /in the same stack: a route that is removed would stay live/,
    (scope) =>
      new LiveStage(scope, "live", {
        api: new SecuredApi(scope, "api", apiProps()),
        functions: {},
        protection: off,
      }),
  ],
  [
    "FUNCTION_MISSING",
    /^routes\["GET \/pets"\]\.handler is "app"; there is none\. A new function is added in functions\/ and given to the stage, as in stacks\/api-stack\.ts\.$/,
    live({ stage: { functions: {} } }),
  ],
  [
    "FUNCTION_MISSING",
    /\.handler is "app"; expected one of apps, stock\. Did you mean "apps"\?/,
    live({ stage: { functions: { apps: { functionName: "a" }, stock: { functionName: "b" } } as never } }),
  ],
  [
    "FUNCTION_MISMATCH",
    /calls the function "other" for its handler "app"; the stage was given "app"/,
    live({ api: { handlers: { app: { functionName: "other" } } } }),
  ],
  [
    "ENDPOINT_OPEN",
    /has the domain "api.example.com", and its own address stays open/,
    live({ stage: { domain: { name: "api.example.com", zoneId: "Z1" } } }),
  ],
  ["THROTTLE_INVALID", /UsagePlan "plan"\.limits\.rate is -1; expected a number above 0/, plan({ rate: -1 })],
  [
    "QUOTA_INVALID",
    /UsagePlan "plan"\.limits\.daily is 0; expected a whole number from 1/,
    plan({ daily: 0 }),
  ],
  [
    "KEY_LIMIT_INVALID",
    /keysPerUser is 11; expected a whole number from 1 to 10/,
    ownKeys({ keysPerUser: 11 }),
  ],
  ["KEY_LIMIT_INVALID", /keysPerDay is 0;/, ownKeys({ keysPerDay: 0 })],
  ["KEY_TAKEN", /two keys for "anna"/, plan({}, ["anna", "anna"])],
  [
    "KEY_TAKEN",
    /"anna" has a key in the tiers "free" and "partner"/,
    (scope) =>
      new UsageTiers(scope, "tiers", {
        name: "shop",
        api: { id: "a", stageName: "b" },
        tiers: { free: { ...access.limits, keys: ["anna"] }, partner: { ...access.limits, keys: ["anna"] } },
      }),
  ],
];
