import { AuthorizerSharing } from "../../../constructs/authorizers/shared-authorizer";
import { WebAcl } from "../../../constructs/edge/web-acl";
import { MachineClient } from "../../../constructs/identity/confidential-clients";
import { UserPoolClient } from "../../../constructs/identity/user-pool-client";
import { admission, api, live, off, plan, policies, pool, stage, userPool, wrong } from "./builds";
import type { Case } from "./case";

export const referenceCases: readonly Case[] = [
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
];
