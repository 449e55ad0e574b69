import type { TerraformStack } from "cdktf";
import { CognitoAuthorizers } from "../../../constructs/authorizers/cognito-authorizers";
import { JwtAuthorizer } from "../../../constructs/authorizers/jwt-authorizer";
import { AuthorizerSharing } from "../../../constructs/authorizers/shared-authorizer";
import { WebAcl } from "../../../constructs/edge/web-acl";
import { LambdaFunction } from "../../../constructs/functions/lambda-function";
import { Federation } from "../../../constructs/identity/federation";
import { ManagedLogin } from "../../../constructs/identity/managed-login";
import { OidcProvider } from "../../../constructs/identity/oidc-provider";
import { LogGroup } from "../../../constructs/observe/log-group";
import { SystemRoles } from "../../../constructs/roles/system-roles";
import { EncryptionKey } from "../../../constructs/state/encryption-key";
import { LockedBucket } from "../../../constructs/state/locked-bucket";
import { keepStateInS3 } from "../../../constructs/state/s3-state";
import { Table } from "../../../constructs/state/table";
import { access } from "../small-api";
import { functionFolder } from "../terraform";
import { api, stage, userPool, users, wrong } from "./builds";
import type { Build, Case } from "./case";

const lambda =
  (change: object): Build =>
  (scope) =>
    new LambdaFunction(scope, "app", { name: "app", folder: functionFolder("health"), ...change });
const may = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };

export const otherCases: readonly Case[] = [
  // Functions, tables, logs, keys, alarms, buckets
  ["RETENTION_INVALID", "logRetention is 0; expected a whole number from 1", lambda({ logRetention: 0 })],
  ["RETENTION_INVALID", 'The retention of function "app" is 31 days', lambda({ logRetention: 31 })],
  ["VALUE_INVALID", 'tracing is "false"; expected true or false.', lambda({ tracing: "false" })],
  ["VALUE_INVALID", 'LambdaFunction "app".name is nothing', lambda({ name: undefined })],
  ["VALUE_INVALID", 'LambdaFunction "app".folder is ""', lambda({ folder: "" })],
  [
    "VALUE_INVALID",
    'LambdaFunction "app".folder is "fn"; expected an absolute path, such as join(__dirname, "functions/pets").',
    lambda({ folder: "fn" }),
  ],
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
