/** A misspelt prop of a construct is refused when it runs: it would leave its protection out without a message. */
import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { Admission } from "../../constructs/api/admission";
import { CognitoAuthorizers } from "../../constructs/api/authorizers/cognito-authorizers";
import { JwtAuthorizer } from "../../constructs/api/authorizers/jwt-authorizer";
import { AuthorizerSharing } from "../../constructs/api/authorizers/shared-authorizer";
import { UsagePlan } from "../../constructs/api/keys/usage-plan";
import { UsageTiers } from "../../constructs/api/keys/usage-tiers";
import { jwtRoleTable } from "../../constructs/api/roles/jwt-role-table";
import { RolePolicies } from "../../constructs/api/roles/role-policies";
import { SystemRoles } from "../../constructs/api/roles/system-roles";
import { SecuredApi } from "../../constructs/api/secured-api";
import { WebAcl } from "../../constructs/edge/web-acl";
import { LambdaFunction } from "../../constructs/functions/lambda-function";
import { MachineClient } from "../../constructs/identity/confidential-clients";
import { Federation } from "../../constructs/identity/federation";
import { IdentityPool } from "../../constructs/identity/identity-pool";
import { ManagedLogin } from "../../constructs/identity/managed-login";
import { OidcProvider } from "../../constructs/identity/oidc-provider";
import { SamlRoles } from "../../constructs/identity/saml-roles";
import { UserPool } from "../../constructs/identity/user-pool";
import { UserPoolClient } from "../../constructs/identity/user-pool-client";
import { LogGroup } from "../../constructs/observe/log-group";
import { EncryptionKey } from "../../constructs/state/encryption-key";
import { LockedBucket } from "../../constructs/state/locked-bucket";
import { keepStateInS3 } from "../../constructs/state/s3-state";
import { Table } from "../../constructs/state/table";
import { access, apiProps, liveApi, roles } from "./small-api";
import { functionFolder, refusal } from "./terraform";

type Build = (scope: Construct) => unknown;
/** Props that the compiler would refuse. */
const wrong = (props: object) => props as never;

const stage = { id: "a", stageName: "b", executionArn: "c" };
const userPool = { id: "p", arn: "a", endpoint: "e" };
const unlocked = { ...access, routes: { "GET /a": { lock: "cognito", roles: [], handler: "app" } } };
const off = { accessLog: "off", executionLog: "off", webAcl: "off" };
const api =
  (change: object): Build =>
  (scope) =>
    new SecuredApi(scope, "api", { ...apiProps(), ...change });
const live =
  (change: object): Build =>
  (scope) =>
    liveApi(scope as TerraformStack, { stage: change });
const users =
  (change: object): Build =>
  (scope) =>
    new UserPool(scope, "users", {
      name: "shop",
      resourceServer: "shop",
      roles,
      tokenScopesFolder: functionFolder("token-scopes"),
      selfSignUp: false,
      ...change,
    });
const policies =
  (change: object): Build =>
  (scope) =>
    new RolePolicies(scope, "policies", {
      api: wrong(stage),
      access,
      roleNames: { admin: "a", user: "u" },
      systemNames: { warehouse: "w", robot: "r" },
      ...change,
    });
const admission =
  (change: object): Build =>
  (scope) =>
    new Admission(
      scope,
      "admission",
      wrong({ api: stage, stage: "live", access, preflight: false, ...change }),
    );
const plan =
  (change: object): Build =>
  (scope) =>
    new UsagePlan(scope, "plan", {
      ...{ name: "free", api: stage, limits: access.limits, keys: [] },
      ...change,
    });
const pool =
  (change: object): Build =>
  (scope) =>
    new IdentityPool(scope, "people", { name: "shop", userPool, clients: [], roles, ...change });
const lambda =
  (change: object): Build =>
  (scope) =>
    new LambdaFunction(scope, "app", { name: "app", folder: functionFolder("health"), ...change });
const may = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const rule = { claim: "groups", match: "equals", value: "staff", role: "admin" };

const cases: readonly (readonly [code: string, says: string, build: Build])[] = [
  // A declaration, whichever construct is given it
  ["HOLDERS_EMPTY", 'routes["GET /a"].roles is []', api({ access: unlocked })],
  ["HOLDERS_EMPTY", 'routes["GET /a"].roles is []', policies({ access: unlocked })],
  ["HOLDERS_EMPTY", 'routes["GET /a"].roles is []', admission({ access: unlocked })],
  ["HOLDERS_EMPTY", 'routes["GET /a"].roles is []', () => jwtRoleTable(unlocked as never)],
  ["FIELD_UNKNOWN", 'roles.admin has the field "prcedence"', users({ roles: { admin: { prcedence: 1 } } })],
  ["FIELD_UNKNOWN", 'roles.admin has the field "prcedence"', pool({ roles: { admin: { prcedence: 1 } } })],
  [
    "FIELD_UNKNOWN",
    'roles.admin has the field "prcedence"',
    (scope) =>
      new SamlRoles(scope, "saml", { name: "s", metadata: "x", roles: wrong({ admin: { prcedence: 1 } }) }),
  ],
  [
    "VALUE_INVALID",
    "systems.robot is null; expected fields by name.",
    (scope) => new SystemRoles(scope, "systems", { name: "s", systems: wrong({ robot: null }) }),
  ],
  [
    "HOLDER_UNKNOWN",
    'principals.robto is "robto"; expected a declared system: warehouse, robot. Did you mean "robot"?',
    (scope) =>
      new SystemRoles(scope, "systems", {
        name: "s",
        systems: access.systems,
        principals: { robto: ["arn:aws:iam::111111111111:root"] },
      }),
  ],
  ["HOLDER_UNKNOWN", 'roleNames.amin is "amin"', policies({ roleNames: { amin: "a", user: "u" } })],
  [
    "FIELD_UNKNOWN",
    'systemNames.robot has the field "users"; the fields are role, user, group. Did you mean "user"?',
    policies({ systemNames: { robot: { users: "r" } } }),
  ],
  // The API
  [
    "FIELD_UNKNOWN",
    'SecuredApi "api" has the field "admision"; the fields are name, stage, access,',
    api({ admision: { ipRanges: ["10.0.0.0/8"] } }),
  ],
  ["VALUE_INVALID", 'SecuredApi "api".admission is nothing; expected fields', api({ admission: undefined })],
  [
    "FIELD_UNKNOWN",
    'SecuredApi "api".admission has the field "ipRange"; the fields are ipRanges, vpcEndpoints, organization. Did you mean "ipRanges"?',
    api({ admission: { ipRange: ["10.0.0.0/8"] } }),
  ],
  [
    "FIELD_UNKNOWN",
    'LiveStage "api-live".domain has the field "mutualTLS"; the fields are',
    live({ domain: { name: "api.example.com", zoneId: "Z1", mutualTLS: {} } }),
  ],
  [
    "FIELD_UNKNOWN",
    'SecuredApi "api".requests["POST /pets"] has the field "bdy"; the fields are query, headers, body. Did you mean "body"?',
    api({ requests: { "POST /pets": { bdy: { type: "object" } } } }),
  ],
  [
    "VALUE_INVALID",
    'requests["GET /pets"].query.page is "requird"; expected required or optional. Did you mean "required"?',
    api({ requests: { "GET /pets": { query: { page: "requird" } } } }),
  ],
  ["VALUE_INVALID", 'requests is "uncheckd"; expected "unchecked"', api({ requests: "uncheckd" })],
  ["VALUE_INVALID", 'answers is "hard"; expected hardened or plain.', api({ answers: "hard" })],
  [
    "VALUE_INVALID",
    'protection.webAcl is nothing; expected "off"',
    live({ protection: { ...off, webAcl: undefined } }),
  ],
  [
    "VALUE_INVALID",
    'protection.webAcl is "of"; expected "off"',
    live({ protection: { ...off, webAcl: "of" } }),
  ],
  [
    "VALUE_INVALID",
    "cognito.clientIds is []; expected a list of at least 1.",
    api({ cognito: { userPoolArn: "arn", clientIds: [], resourceServer: "shop" } }),
  ],
  [
    "VALUE_INVALID",
    'cognito.clientIds[0] is ".*"; expected the id of an app client',
    api({ cognito: { userPoolArn: "arn", clientIds: [".*"], resourceServer: "shop" } }),
  ],
  [
    "VALUE_INVALID",
    'handlers.app.passToken is "false"; expected true or false.',
    api({ handlers: { app: { url: "https://shop.example.com", passToken: "false" } } }),
  ],
  ["VALUE_INVALID", "expected a function by its functionName", api({ handlers: { app: { uri: "x" } } })],
  [
    "FIELD_UNKNOWN",
    'admission" has the field "ipRange"; the fields are ipRanges',
    admission({ ipRange: ["10.0.0.0/8"] }),
  ],
  [
    "HANDLER_UNKNOWN",
    'routes["GET /a"].handler is "constructor"; expected one of app',
    api({
      access: { ...access, routes: { "GET /a": { lock: "iam", roles: ["user"], handler: "constructor" } } },
    }),
  ],
  // Keys
  ["FIELD_MISSING", 'UsagePlan "plan".limits has no field "daily"', plan({ limits: { rate: 1, burst: 1 } })],
  ["VERB_UNKNOWN", 'The route "get /pets"', plan({ throttles: { "get /pets": { rate: 1, burst: 1 } } })],
  ["VALUE_INVALID", 'UsagePlan "plan".keys is "anna"; expected a list', plan({ keys: "anna" })],
  [
    "FIELD_UNKNOWN",
    'UsageTiers "tiers".tiers.free has the field "dayly"; the fields are rate, burst, daily, keys. Did you mean "daily"?',
    (scope) =>
      new UsageTiers(scope, "tiers", {
        name: "shop",
        api: stage,
        tiers: wrong({ free: { rate: 1, burst: 1, dayly: 1, keys: [] } }),
      }),
  ],
  // Users
  ["SELF_SIGN_UP_UNDECIDED", 'UserPool "users".selfSignUp is nothing', users({ selfSignUp: undefined })],
  [
    "SELF_SIGN_UP_UNDECIDED",
    'selfSignUp is "no"; expected true, which lets anybody',
    users({ selfSignUp: "no" }),
  ],
  ["FIELD_UNKNOWN", 'has the field "mfaa"; the fields are', users({ mfaa: "on" })],
  ["VALUE_INVALID", 'mfa is "On"; expected optional or on or off. Did you mean "on"?', users({ mfa: "On" })],
  [
    "VALUE_INVALID",
    'UserPoolClient "app".signIn is "pasword"; expected srp or choice or password. Did you mean "password"?',
    (scope) => new UserPoolClient(scope, "app", { userPool, name: "app", signIn: wrong("pasword" as never) }),
  ],
  [
    "FIELD_UNKNOWN",
    'codeFlow has the field "callbackUrl"; the fields are',
    (scope) =>
      new UserPoolClient(scope, "app", {
        userPool,
        name: "app",
        signIn: "srp",
        codeFlow: wrong({ callbackUrl: "https://shop.example.com" }),
      }),
  ],
  [
    "FIELD_UNKNOWN",
    'MachineClient "m" has the field "scope"',
    (scope) => new MachineClient(scope, "m", wrong({ userPool, name: "m", scope: ["shop/admin"] })),
  ],
  [
    "VALUE_INVALID",
    'logins.google.rules[0].match is "is"; expected equals',
    pool({ logins: { google: { clientId: "g", rules: [{ ...rule, match: "is" }] } } }),
  ],
  // References: the fields that are read must be there
  [
    "VALUE_INVALID",
    'IdentityPool "people".existing is {"poolId":"eu-central-1:1"}; expected a construct, or a reference with a text for id.',
    pool({ existing: { poolId: "eu-central-1:1" } }),
  ],
  ["VALUE_INVALID", 'IdentityPool "people".existing is null', pool({ existing: null })],
  ["VALUE_INVALID", 'IdentityPool "people".existing is {"id":""}', pool({ existing: { id: "" } })],
  [
    "VALUE_INVALID",
    'IdentityPool "people".clients[0] is {"clientId":"c"}',
    pool({ clients: [{ clientId: "c" }] }),
  ],
  ["VALUE_INVALID", 'IdentityPool "people".clients[0] is null', pool({ clients: [null] })],
  ["VALUE_INVALID", "a text for id, arn, endpoint.", pool({ userPool: { id: "p" } })],
  ["VALUE_INVALID", 'RolePolicies "policies".api is {"arn":"a"}; expected', policies({ api: { arn: "a" } })],
  ["VALUE_INVALID", "a text for executionArn, stageName.", policies({ api: null })],
  ["VALUE_INVALID", 'Admission "admission".api is {}', admission({ api: {} })],
  ["VALUE_INVALID", 'UsagePlan "plan".api is {"id":"a"}', plan({ api: { id: "a" } })],
  ["VALUE_INVALID", 'UsagePlan "plan".api is null', plan({ api: null })],
  ["VALUE_INVALID", 'LiveStage "api-live".api is {"id":"a"', live({ api: stage })],
  ["VALUE_INVALID", 'LiveStage "api-live".api is null; expected a SecuredApi.', live({ api: null })],
  ["VALUE_INVALID", 'functions.app is {"name":"app"}', live({ functions: { app: { name: "app" } } })],
  ["VALUE_INVALID", "protection.webAcl is {}", live({ protection: { ...off, webAcl: {} } })],
  ["VALUE_INVALID", "protection.webAcl is null", live({ protection: { ...off, webAcl: null } })],
  ["VALUE_INVALID", 'accessLog is {"arn":"a"}', live({ protection: { ...off, accessLog: { arn: "a" } } })],
  [
    "VALUE_INVALID",
    'executionLog.key is {"id":"k"}',
    live({ protection: { ...off, executionLog: { key: { id: "k" } } } }),
  ],
  [
    "VALUE_INVALID",
    'handlers.app.vpcLink is {"arn":"a"}',
    api({ handlers: { app: { url: "https://shop.example.com", vpcLink: { arn: "a" } } } }),
  ],
  ["VALUE_INVALID", 'SecuredApi "api".cors is null', api({ cors: null })],
  [
    "VALUE_INVALID",
    "codeFlow.federation is {}; expected a Federation.",
    (scope) =>
      new UserPoolClient(scope, "app", {
        ...{ userPool, name: "app", signIn: "srp" },
        codeFlow: wrong({ callbackUrls: ["https://shop.example.com"], federation: {} }),
      }),
  ],
  [
    "VALUE_INVALID",
    'MachineClient "m".userPool is {"arn":"a"}',
    (scope) =>
      new MachineClient(scope, "m", { userPool: wrong({ arn: "a" }), name: "m", scopes: ["shop/admin"] }),
  ],
  [
    "VALUE_INVALID",
    'WebAcl "acl".log is {"arn":"a"}',
    (scope) => new WebAcl(scope, "acl", { name: "w", protects: "api", log: wrong({ arn: "a" }) }),
  ],
  [
    "VALUE_INVALID",
    'AuthorizerSharing "share".handler is {}',
    (scope) =>
      new AuthorizerSharing(scope, "share", { handler: wrong({}), with: { organization: "o-abcdefghij" } }),
  ],
  // Functions, tables, logs, keys, alarms, buckets
  ["RETENTION_INVALID", "logRetention is 0; expected a whole number from 1", lambda({ logRetention: 0 })],
  ["RETENTION_INVALID", 'The retention of function "app" is 31 days', lambda({ logRetention: 31 })],
  ["VALUE_INVALID", 'tracing is "false"; expected true or false.', lambda({ tracing: "false" })],
  ["VALUE_INVALID", 'LambdaFunction "app".name is nothing', lambda({ name: undefined })],
  ["VALUE_INVALID", 'LambdaFunction "app".folder is ""', lambda({ folder: "" })],
  ["VALUE_INVALID", "cors is null; expected", lambda({ cors: null })],
  ["VALUE_INVALID", 'key is {"id":"k"}', lambda({ key: { id: "k" } })],
  [
    "POLICY_INCOMPLETE",
    "nothing at Statement[1].Resource",
    lambda({ statements: [{ ...may, Resource: undefined }] }),
  ],
  [
    "VALUE_INVALID",
    'Table "t".encryptionKey is null',
    (scope) => new Table(scope, "t", { name: "t", key: "id", encryptionKey: wrong(null as never) }),
  ],
  [
    "VALUE_INVALID",
    'Table "t".protection is "of"; expected on or off.',
    (scope) => new Table(scope, "t", { name: "t", key: "id", protection: wrong("of" as never) }),
  ],
  [
    "VALUE_INVALID",
    'LogGroup "l".key is {"id":"k"}',
    (scope) => new LogGroup(scope, "l", { name: "l", key: wrong({ id: "k" }) }),
  ],
  [
    "VALUE_INVALID",
    'EncryptionKey "k".users[0] is "log"; expected logs or alarms or cloudtrail. Did you mean "logs"?',
    (scope) => new EncryptionKey(scope, "k", { name: "k", description: "k", users: wrong(["log"]) }),
  ],
  [
    "VALUE_INVALID",
    'LockedBucket "b".accessLog is {}',
    (scope) => new LockedBucket(scope, "b", { name: "bucket", key: "s3", accessLog: wrong({}) }),
  ],
  [
    "FIELD_UNKNOWN",
    'ManagedLogin "m".at has the field "zone"; the fields are',
    (scope) => new ManagedLogin(scope, "m", { userPool, at: wrong({ prefix: "a", zone: "Z" }), clients: {} }),
  ],
  [
    "FIELD_UNKNOWN",
    'Federation "f".google.secret has the field "value"; the fields are variable, secret.',
    (scope) =>
      new Federation(scope, "f", { userPool, google: { clientId: "g", secret: wrong({ value: "s" }) } }),
  ],
  [
    "FIELD_UNKNOWN",
    'The state of stack "stack" has the field "kmsKey"; the fields are',
    (scope) =>
      keepStateInS3(
        scope as TerraformStack,
        wrong({ bucket: "states", region: "eu-central-1", prefix: "shop", kmsKey: "k" }),
      ),
  ],
  [
    "FIELD_UNKNOWN",
    'UserPool "users".trigger has the field "name"; the fields are key, tracing, logRetention.',
    users({ trigger: { name: "other" } }),
  ],
  [
    "VALUE_INVALID",
    'SystemRoles "systems".principals.robot[0] is "*"; expected the ARN',
    (scope) =>
      new SystemRoles(scope, "systems", {
        name: "s",
        systems: access.systems,
        principals: { robot: ["*"] },
      }),
  ],
  [
    "VALUE_INVALID",
    'with.apis.shop.region is "*"; expected a region',
    (scope) =>
      new AuthorizerSharing(scope, "share", {
        handler: wrong({ functionName: "gate" }),
        with: { apis: { shop: { region: "*", accountId: "111111111111", apiId: "abc" } } },
      }),
  ],
  // Others
  [
    "VALUE_INVALID",
    'CognitoAuthorizers "tokens".clientIds[0] is ".*"; expected the id of an app client',
    (scope) =>
      new CognitoAuthorizers(scope, "tokens", wrong({ api: stage, userPoolArn: "arn", clientIds: [".*"] })),
  ],
  [
    "FIELD_UNKNOWN",
    'JwtAuthorizer "jwt".form has the field "requst"; the fields are request. Did you mean "request"?',
    (scope) =>
      new JwtAuthorizer(
        scope,
        "jwt",
        wrong({ api: {}, handler: { functionName: "gate" }, functionUris: {}, form: { requst: [] } }),
      ),
  ],
  [
    "VALUE_INVALID",
    'OidcProvider "auth0".clientIds is "x"; expected a list',
    (scope) =>
      new OidcProvider(scope, "auth0", wrong({ issuer: "https://a", clientIds: "x", thumbprints: [] })),
  ],
  [
    "FIELD_UNKNOWN",
    'WebAcl "acl".countries has the field "onyl"; the fields are only.',
    (scope) =>
      new WebAcl(
        scope,
        "acl",
        wrong({ name: "w", protects: "api", log: "off", countries: { onyl: ["DE"] } }),
      ),
  ],
  [
    "FIELD_UNKNOWN",
    'AuthorizerSharing "share".with has the field "organisation"; the fields are apis, organization.',
    (scope) =>
      new AuthorizerSharing(scope, "share", wrong({ handler: {}, with: { organisation: "o-abcdefghij" } })),
  ],
  [
    "VALUE_INVALID",
    'SecuredApi "api".jwtAuthorizer.through is "rol"; expected "api", or settings in its place.',
    api({ jwtAuthorizer: { functionArn: "arn", through: "rol" } }),
  ],
];

test.each(cases)("%s: %s", (code, says, build) => {
  expect(refusal(build)).toEqual([code, expect.stringContaining(says)]);
});
