import type { ClientSettings, DeclaredUser } from "../../../terraform/model";
import { POOL_ID, poolOf, withClient } from "./changed-pool";

/** What a strict reader makes of a user pool's clients and users. */

const clients: Readonly<Record<string, readonly [values: object, read: Partial<ClientSettings>]>> = {
  "existence that is hidden": [{ prevent_user_existence_errors: "ENABLED" }, { hidesUserExistence: true }],
  "rotated refresh tokens": [
    {
      explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"],
      refresh_token_rotation: [{ feature: "ENABLED", retry_grace_period_seconds: 10 }],
    },
    { rotation: { retryGraceSeconds: 10 } },
  ],
  "rotation that is off": [{ refresh_token_rotation: [{ feature: "DISABLED" }] }, {}],
  "attributes that may be read and written": [
    { read_attributes: ["email", "custom:town"], write_attributes: ["name"] },
    { readAttributes: ["email", "custom:town"], writeAttributes: ["name"] },
  ],
  "ten minutes for a challenge": [{ auth_session_validity: 10 }, { authSessionMinutes: 10 }],
  "no revocation": [{ enable_token_revocation: false }, { revokesTokens: false }],
};

test.each(Object.entries(clients))("%s", (_, [values, read]) => {
  expect(withClient(values)).toEqual({
    authSessionMinutes: 3,
    hidesUserExistence: false,
    revokesTokens: true,
    ...read,
  });
});

test("users of the Terraform have their groups, and a password where it is known", () => {
  const { users } = poolOf((r) => {
    r.aws_cognito_user = {
      alice: {
        user_pool_id: POOL_ID,
        username: "alice",
        password: "Passw0rd!",
        attributes: { name: "Alice" },
      },
      bob: { user_pool_id: POOL_ID, username: "bob", temporary_password: "${random_password.later.result}" },
    };
    r.aws_cognito_user_in_group = {
      alice: {
        user_pool_id: POOL_ID,
        username: "${aws_cognito_user.alice.username}",
        group_name: "${aws_cognito_user_group.user.name}",
      },
    };
  });
  expect(users).toEqual<DeclaredUser[]>([
    {
      address: "identity/aws_cognito_user.alice",
      username: "alice",
      attributes: { name: "Alice" },
      groups: ["user"],
      isEnabled: true,
      password: "Passw0rd!",
      mustChangePassword: false,
    },
    {
      address: "identity/aws_cognito_user.bob",
      username: "bob",
      attributes: {},
      groups: [],
      isEnabled: true,
      mustChangePassword: true,
    },
  ]);
});
