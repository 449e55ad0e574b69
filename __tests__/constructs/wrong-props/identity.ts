import { MachineClient } from "../../../constructs/identity/confidential-clients";
import { IdentityPool } from "../../../constructs/identity/identity-pool";
import { UserPool } from "../../../constructs/identity/user-pool";
import { UserPoolClient } from "../../../constructs/identity/user-pool-client";
import { roles } from "../small-api";
import { functionFolder } from "../terraform";
import type { Build, Case } from "./case";

/** Props that the compiler would refuse. */
const wrong = (props: object) => props as never;

const userPool = { id: "p", arn: "a", endpoint: "e" };
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
const pool =
  (change: object): Build =>
  (scope) =>
    new IdentityPool(scope, "people", { name: "shop", userPool, clients: [], roles, ...change });
const rule = { claim: "groups", match: "equals", value: "staff", role: "admin" };

export const identityCases: readonly Case[] = [
  // Users
  ["SELF_SIGN_UP_UNDECIDED", 'UserPool "users".selfSignUp is nothing', users({ selfSignUp: undefined })],
  [
    "SELF_SIGN_UP_UNDECIDED",
    'selfSignUp is "no"; expected true, which lets every visitor',
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
];
