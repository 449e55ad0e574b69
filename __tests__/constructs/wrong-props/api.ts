import { UsageTiers } from "../../../constructs/api/keys/usage-tiers";
import { SamlRoles } from "../../../constructs/identity/saml-roles";
import { jwtRoleTable } from "../../../constructs/roles/jwt-role-table";
import { SystemRoles } from "../../../constructs/roles/system-roles";
import { access } from "../small-api";
import { admission, api, live, off, plan, policies, pool, stage, users, wrong } from "./builds";
import type { Case } from "./case";

const unlocked = { ...access, routes: { "GET /a": { lock: "cognito", roles: [], handler: "app" } } };

export const apiCases: readonly Case[] = [
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
];
