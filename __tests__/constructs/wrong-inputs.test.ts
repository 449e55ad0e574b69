import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { AccessModel } from "../../access/model";
import { AuthorizerSharing } from "../../constructs/api/authorizers/shared-authorizer";
import { ApiKeyService } from "../../constructs/api/keys/api-key-service";
import { UsagePlan } from "../../constructs/api/keys/usage-plan";
import { UsageTiers } from "../../constructs/api/keys/usage-tiers";
import type { HttpBackend } from "../../constructs/api/methods/http-backend";
import { SecuredApi } from "../../constructs/api/secured-api";
import type { SecuredApiProps } from "../../constructs/api/secured-api-props";
import { CustomDomain, type CustomDomainProps } from "../../constructs/api/stage/custom-domain";
import { LiveStage } from "../../constructs/api/stage/live-stage";
import type { StageProtection } from "../../constructs/api/stage/stage";
import { type WebAclRuleProps, webAclRules } from "../../constructs/edge/web-acl-rules";
import { LambdaFunction } from "../../constructs/functions/lambda-function";
import { MachineClient } from "../../constructs/identity/confidential-clients";
import { schemaOf } from "../../constructs/identity/custom-attributes";
import { Federation } from "../../constructs/identity/federation";
import { IdentityPool } from "../../constructs/identity/identity-pool";
import { ManagedLogin } from "../../constructs/identity/managed-login";
import { OidcProvider } from "../../constructs/identity/oidc-provider";
import { loginArguments, type OtherLogins, otherMappings } from "../../constructs/identity/other-logins";
import { SamlRoles } from "../../constructs/identity/saml-roles";
import { userPoolArguments } from "../../constructs/identity/user-pool-arguments";
import { UserPoolClient, type UserPoolClientProps } from "../../constructs/identity/user-pool-client";
import type { UserPoolSettings } from "../../constructs/identity/user-pool-settings";
import { AlarmTopic } from "../../constructs/observe/alarm-topic";
import { LogGroup } from "../../constructs/observe/log-group";
import { EncryptionKey } from "../../constructs/state/encryption-key";
import { LockedBucket } from "../../constructs/state/locked-bucket";
import { type ApiForm, access, apiProps, liveApi } from "./small-api";
import { functionFolder, refusal } from "./terraform";

type Build = (scope: Construct) => unknown;
type Case = readonly [code: string, says: RegExp, build: Build];

const off = { accessLog: "off", executionLog: "off", webAcl: "off" } as const;
const api =
  (change: Partial<SecuredApiProps>): Build =>
  (scope) =>
    new SecuredApi(scope, "api", apiProps(change));
const routes = (given: Record<string, unknown>) =>
  api({ access: { ...access, routes: given as AccessModel["routes"] } });
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
const waf =
  (change: Partial<WebAclRuleProps>): Build =>
  () =>
    webAclRules({ protects: "api", ...change });
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
const own = (name: string, priority: number) => ({ name, priority, action: "block" as const, statement: {} });
const users =
  (settings: Partial<UserPoolSettings>): Build =>
  () =>
    userPoolArguments({ selfSignUp: false, ...settings });
const userPool = { id: "p", arn: "a", endpoint: "e" };
const client =
  (change: Partial<UserPoolClientProps>): Build =>
  (scope) =>
    new UserPoolClient(scope, "app", { userPool, name: "app", signIn: "srp", ...change });
const logins =
  (given: OtherLogins): Build =>
  () => {
    loginArguments(given);
    otherMappings(given, { admin: "arn:admin" });
  };
const rule = { claim: "groups", match: "equals", value: "staff", role: "admin" } as const;
const plan =
  (limits: Partial<AccessModel["limits"]>, keys: string[] = []): Build =>
  (scope) =>
    new UsagePlan(scope, "plan", {
      name: "free",
      api: { id: "a", stageName: "b" },
      limits: { ...access.limits, ...limits },
      keys,
    });
const identities =
  (roles: AccessModel["roles"]): Build =>
  (scope) =>
    new IdentityPool(scope, "identities", { name: "shop", userPool, clients: [{ id: "c" }], roles });
const attribute = (name: string) => ({ name, type: "String", mutable: true }) as const;

const cases: readonly Case[] = [
  // Who may call what
  [
    "HOLDER_UNKNOWN",
    /routes\["GET \/a"\]\.roles\[0\] is "boss"; expected a declared role: admin, user/,
    routes({ "GET /a": { lock: "iam", roles: ["boss"], handler: "app" } }),
  ],
  [
    "PRECEDENCE_TAKEN",
    /"admin" and "user" both have precedence 1/,
    api({
      access: {
        ...access,
        roles: { admin: { description: "", precedence: 1 }, user: { description: "", precedence: 1 } },
      },
    }),
  ],
  [
    "HANDLER_UNKNOWN",
    /routes\["GET \/a"\]\.handler is "apps"; expected one of app\. Did you mean "app"\?/,
    routes({ "GET /a": { lock: "public", because: "a test", handler: "apps" } }),
  ],
  [
    "NAME_TAKEN",
    /role "authenticated" would have the IAM name shop-authenticated/,
    identities({ authenticated: { description: "Everybody", precedence: 1 } }),
  ],
  // The API
  [
    "CORS_ORIGIN_INVALID",
    /CORS origin "shop\.example\.com" is not an origin; expected a scheme/,
    api({ cors: { origins: ["shop.example.com"] }, answers: "hardened" }),
  ],
  [
    "CORS_MAX_AGE_INVALID",
    /maxAge is 100000; expected 0 to 86400/,
    api({ cors: { origins: ["*"], maxAge: 100_000 }, answers: "hardened" }),
  ],
  [
    "CORS_HEADER_INVALID",
    /header "X Trace"/,
    api({ cors: { origins: ["*"], headers: ["X Trace"] }, answers: "hardened" }),
  ],
  ["CORS_WITHOUT_ANSWERS", /Set answers to "hardened"/, api({ cors: { origins: ["*"] } })],
  [
    "REQUEST_ROUTE_UNKNOWN",
    /"GET \/nowhere", which is not a declared route/,
    api({ requests: { "GET /nowhere": {} } }),
  ],
  [
    "REQUEST_BODY_UNEXPECTED",
    /"GET \/pets" is given a body's schema/,
    api({ requests: { "GET /pets": { body: { type: "object" } } } }),
  ],
  [
    "REQUEST_SCHEMA_INVALID",
    /"POST \/pets" has no "type"/,
    api({ requests: { "POST /pets": { body: {} } } }),
  ],
  [
    "REQUEST_NAME_INVALID",
    /"GET \/pets" names the parameter "a b"/,
    api({ requests: { "GET /pets": { query: { "a b": "required" } } } }),
  ],
  [
    "CIDR_INVALID",
    /address range "10\.0\.0\.1\/8"; expected a CIDR block/,
    api({ admission: { ipRanges: ["10.0.0.1/8"] } }),
  ],
  [
    "ADMISSION_EMPTY",
    /admission\.ipRanges is \[\]; expected a list of at least 1/,
    api({ admission: { ipRanges: [] } }),
  ],
  ["ORGANIZATION_INVALID", /organization "acme"; expected o-/, api({ admission: { organization: "acme" } })],
  [
    "VPC_ENDPOINT_INVALID",
    /VPC endpoint "vpc-1"; expected vpce-/,
    api({ endpoint: { privateTo: ["vpc-1"] } }),
  ],
  [
    "ADMISSION_UNREACHABLE",
    /regional and admits VPC endpoints only/,
    api({ admission: { vpcEndpoints: ["vpce-1"] } }),
  ],
  ["ENDPOINT_UNREACHABLE", /given no VPC endpoint/, api({ endpoint: { privateTo: [] } })],
  [
    "ENDPOINT_CLASH",
    /private and has a public domain/,
    live({
      api: { endpoint: { privateTo: ["vpce-1"] } },
      stage: { domain: { name: "api.example.com", zoneId: "Z1" } },
    }),
  ],
  ["TTL_INVALID", /keeps policies 3601 seconds; expected 0 to 3600/, api({ jwtOptions: { ttl: 3601 } })],
  [
    "IDENTITY_SOURCE_INVALID",
    /identity source "Authorization"/,
    api({ jwtOptions: { form: { request: ["Authorization"] } } }),
  ],
  [
    "IDENTITY_SOURCE_MISSING",
    /lack method\.request\.header\.Authorization/,
    api({ jwtOptions: { form: { request: ["context.httpMethod"] } } }),
  ],
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
  // The edge
  ["WAF_PRIORITY_TAKEN", /"a" and "b" both have priority 100/, waf({ own: [own("a", 100), own("b", 100)] })],
  ["WAF_PRIORITY_INVALID", /"a" has priority 5; expected 100 to 999/, waf({ own: [own("a", 5)] })],
  ["WAF_NAME_TAKEN", /named "core"/, waf({ own: [own("core", 100)] })],
  ["WAF_LIMIT_INVALID", /requestsPerIp is 5; expected/, waf({ requestsPerIp: 5 })],
  ["WAF_LIMIT_INVALID", /signInsPerIp is 1\.5; expected/, waf({ protects: "user-pool", signInsPerIp: 1.5 })],
  ["COUNTRY_INVALID", /hold "Germany"/, waf({ countries: { only: ["Germany"] } })],
  ["COUNTRY_INVALID", /hold ""/, waf({ countries: { except: [] } })],
  ["BODY_LIMIT_INVALID", /largestBody is 100000; expected 1 to 65536/, waf({ largestBody: 100_000 })],
  // Watch and state
  [
    "RETENTION_INVALID",
    /"\/shop" is 0 days; CloudWatch Logs knows 1, 3/,
    (scope) => new LogGroup(scope, "log", { name: "/shop", retention: 0, key: "aws-owned" }),
  ],
  [
    "EMAIL_INVALID",
    /"ops" cannot be told of alarms/,
    (scope) => new AlarmTopic(scope, "topic", { name: "ops", key: { arn: "k" }, emails: ["ops"] }),
  ],
  [
    "BUCKET_NAME_INVALID",
    /state names the bucket "My_Bucket"/,
    (scope) => new LockedBucket(scope, "state", { name: "My_Bucket", key: "s3", accessLog: "off" }),
  ],
  [
    "KEY_WINDOW_INVALID",
    /key "shop" would go 3 days after/,
    (scope) =>
      new EncryptionKey(scope, "key", { name: "shop", description: "", users: [], deletionWindow: 3 }),
  ],
  // Users
  [
    "SELF_SIGN_UP_UNDECIDED",
    /selfSignUp is nothing; expected true, which lets anybody/,
    users({ selfSignUp: undefined as never }),
  ],
  ["SELF_SIGN_UP_UNDECIDED", /selfSignUp is "false"/, users({ selfSignUp: "false" as never })],
  [
    "MFA_WITHOUT_FACTOR",
    /MFA on and no factor; expected totp, sms or email/,
    users({ mfa: "on", mfaFactors: [] }),
  ],
  ["MFA_EMAIL_UNSENT", /no SES identity/, users({ mfaFactors: ["email"] })],
  [
    "MFA_BY_TEXT_IMPLIED",
    /signs users in by phone number and has MFA optional without "sms"/,
    users({ signInWith: ["phone"] }),
  ],
  [
    "MFA_BY_TEXT_IMPLIED",
    /codes in text messages/,
    users({ passwordless: { factors: ["sms-code"] }, mfaFactors: ["totp"] }),
  ],
  [
    "MFA_BY_TEXT_IMPLIED",
    /takes passkeys, and has MFA off/,
    users({
      signInWith: ["phone"],
      mfa: "off",
      passwordless: { factors: ["passkey"], relyingParty: "x.example.com" },
    }),
  ],
  [
    "RECOVERY_CLASH",
    /second factor and recovery by phone/,
    users({ mfaFactors: ["sms"], recovery: ["email", "phone"] }),
  ],
  [
    "RECOVERY_CLASH",
    /second factor by e-mail, which needs it/,
    users({
      mfaFactors: ["sms", "email"],
      email: { from: "a@example.com", sesArn: "arn:aws:ses:eu-central-1:111111111111:identity/x" },
    }),
  ],
  ["RECOVERY_UNSENT", /sends no text messages/, users({ recovery: ["phone"] })],
  ["MFA_PASSWORDLESS", /choose one/, users({ mfa: "on", passwordless: { factors: ["email-code"] } })],
  ["TIER_TOO_LOW", /LITE.*needs ESSENTIALS/, users({ tier: "LITE" })],
  [
    "TIER_TOO_LOW",
    /threat protection and the tier ESSENTIALS; that needs PLUS/,
    users({ threatProtection: "audit" }),
  ],
  ["TIER_TOO_LOW", /password history/, users({ passwordHistory: 5 })],
  ["PASSWORD_LENGTH_INVALID", /8 characters; expected 12 to 99/, users({ passwordLength: 8 })],
  ["PASSWORD_HISTORY_INVALID", /remembers 25 passwords/, users({ tier: "PLUS", passwordHistory: 25 })],
  ["SIGN_IN_MISSING", /signInWith/, users({ signInWith: [] })],
  ["PASSKEY_DOMAIN_MISSING", /relyingParty/, users({ passwordless: { factors: ["passkey"] } })],
  ["ATTRIBUTE_NAME_INVALID", /"custom:tenant" cannot name/, () => schemaOf([attribute("custom:tenant")], [])],
  [
    "ATTRIBUTE_TAKEN",
    /Two custom attributes are named "a"/,
    () => schemaOf([attribute("a"), attribute("a")], []),
  ],
  [
    "ATTRIBUTES_TOO_MANY",
    /51 custom attributes/,
    () =>
      schemaOf(
        Array.from({ length: 51 }, (_, i) => attribute(`a${i}`)),
        [],
      ),
  ],
  ["ATTRIBUTE_REMOVED", /"a" is deployed and no longer declared/, () => schemaOf([], [attribute("a")])],
  [
    "ATTRIBUTE_CHANGED",
    /mutable true and declared with false/,
    () => schemaOf([{ ...attribute("a"), mutable: false }], [attribute("a")]),
  ],
  [
    "CALLBACK_INVALID",
    /"http:\/\/shop\.example\.com"; expected an exact https/,
    client({ codeFlow: { callbackUrls: ["http://shop.example.com"] } }),
  ],
  [
    "CALLBACK_INVALID",
    /"https:\/\/\*\.example\.com\/in"/,
    client({ codeFlow: { callbackUrls: ["https://*.example.com/in"] } }),
  ],
  ["CALLBACK_MISSING", /"app" has the code flow and no callback/, client({ codeFlow: { callbackUrls: [] } })],
  ["LIFETIME_INVALID", /tokens of 1441 minutes/, client({ lifetimes: { tokens: 1441 } })],
  [
    "SCOPE_INVALID",
    /scope "admin"; expected RESOURCE-SERVER\/SCOPE/,
    (scope) => new MachineClient(scope, "m", { userPool, name: "m", scopes: ["admin"] }),
  ],
  [
    "LOGIN_DOMAIN_INVALID",
    /"my-cognito"/,
    (scope) => new ManagedLogin(scope, "login", { userPool, at: { prefix: "my-cognito" }, clients: {} }),
  ],
  [
    "PROVIDER_NAME_INVALID",
    /"My Okta" cannot name/,
    (scope) =>
      new Federation(scope, "f", { userPool, saml: { "My Okta": { metadataUrl: "https://x", email: "m" } } }),
  ],
  [
    "PROVIDER_URL_INVALID",
    /"Okta" is at "http:\/\/x"/,
    (scope) =>
      new Federation(scope, "f", { userPool, saml: { Okta: { metadataUrl: "http://x", email: "m" } } }),
  ],
  [
    "SECRET_NAME_INVALID",
    /"My-Secret" cannot name a Terraform variable/,
    (scope) =>
      new Federation(scope, "f", { userPool, google: { clientId: "g", secret: { variable: "My-Secret" } } }),
  ],
  [
    "ISSUER_INVALID",
    /issuer is "auth0"/,
    (scope) =>
      new OidcProvider(scope, "o", { issuer: "auth0", clientIds: ["a"], thumbprints: ["a".repeat(40)] }),
  ],
  [
    "AUDIENCE_MISSING",
    /no client ids/,
    (scope) =>
      new OidcProvider(scope, "o", { issuer: "https://a", clientIds: [], thumbprints: ["a".repeat(40)] }),
  ],
  [
    "THUMBPRINT_INVALID",
    /thumbprint "xyz"/,
    (scope) => new OidcProvider(scope, "o", { issuer: "https://a", clientIds: ["a"], thumbprints: ["xyz"] }),
  ],
  [
    "SAML_METADATA_INVALID",
    /no EntityDescriptor/,
    (scope) => new SamlRoles(scope, "s", { name: "s", metadata: "https://x", roles: {} }),
  ],
  [
    "SAML_METADATA_INVALID",
    /SAML provider "s" has 19 characters; expected the whole document, of 1,000/,
    (scope) => new SamlRoles(scope, "s", { name: "s", metadata: "<EntityDescriptor/>", roles: {} }),
  ],
  [
    "RULE_ROLE_UNKNOWN",
    /accounts\.google\.com gives the role "boss"; declared are admin/,
    logins({ google: { clientId: "g", rules: [{ ...rule, role: "boss" }] } }),
  ],
  ["RULES_MISSING", /has no rules/, logins({ google: { clientId: "g", rules: [] } })],
  [
    "RULES_TOO_MANY",
    /26 rules; Cognito takes 25/,
    logins({ google: { clientId: "g", rules: Array.from({ length: 26 }, () => rule) } }),
  ],
  [
    "DEVELOPER_PROVIDER_INVALID",
    /named "my login"/,
    logins({ developer: { name: "my login", role: "admin" } }),
  ],
];

test.each(cases)("%s: %s", (code, says, build) => {
  expect(refusal(build)).toEqual([code, expect.stringMatching(says)]);
});

test("the kinds of wrong input have codes of their own", () => {
  expect(new Set(cases.map(([code]) => code)).size).toBeGreaterThan(60);
});

test("every message says what was found and ends as a sentence", () => {
  for (const [, , build] of cases) {
    expect(refusal(build)[1]).toMatch(/[.]$/);
  }
});
