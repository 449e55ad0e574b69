import { MachineClient } from "../../../constructs/identity/confidential-clients";
import { UserPoolClient } from "../../../constructs/identity/user-pool-client";
import { pool, userPool, users, wrong } from "./builds";
import type { Case } from "./case";

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
