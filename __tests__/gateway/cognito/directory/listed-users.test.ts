import { readListedUsers, seedsOfListed } from "../../../../gateway/cognito/directory/listed-users";
import type { UserPool } from "../../../../terraform/model/user-pool";
import { poolSettings } from "../../../terraform/build/user-pool";
import { keptSecrets } from "./kept-secrets";

const pool = {
  id: "p1",
  settings: poolSettings,
  groups: ["admin", "user"].map((name) => ({ address: name, name })),
} as unknown as UserPool;

test("users have several groups, one or none, and what is not given is made once and kept", () => {
  const listed = readListedUsers(
    [
      { username: "both", groups: ["admin", "user"], password: "Chosen-1", totp: "JBSWY3DPEHPK3PXP" },
      { username: "none", totp: true, mustChangePassword: true },
      { username: "carol@shop.example", groups: ["user"], attributes: { given_name: "Carol" } },
    ],
    "users.json",
  );
  const secrets = keptSecrets();
  const seeds = seedsOfListed(listed, pool, secrets);
  expect(seeds).toMatchObject([
    { username: "both", groups: ["admin", "user"], password: "Chosen-1", totpSecret: "JBSWY3DPEHPK3PXP" },
    {
      username: "none",
      groups: [],
      totpSecret: expect.stringMatching(/^[A-Z2-7]{52}$/),
      mustChangePassword: true,
    },
    { attributes: { email: "carol@shop.example", email_verified: "true", given_name: "Carol" } },
  ]);
  expect(seedsOfListed(listed, pool, secrets)).toEqual(seeds);
});

const KEYS = "username, password, groups, attributes, totp, mustChangePassword";

test.each<[unknown, string]>([
  [{}, "users is {}; expected a list."],
  [[1], `users[0] is 1; expected an object that describes a user.`],
  [[{}], "users[0].username is missing; expected a text."],
  [[{ username: "" }], 'users[0].username is ""; expected a text that is not empty.'],
  [[{ usernam: "a" }], `users[0].usernam is unknown; expected one of ${KEYS}. Did you mean "username"?`],
  [
    [{ username: "a", group: "x" }],
    `users[0].group is unknown; expected one of ${KEYS}. Did you mean "groups"?`,
  ],
  [[{ username: "a", groups: "x" }], 'users[0].groups is "x"; expected a list.'],
  [[{ username: "a", groups: [1] }], "users[0].groups[0] is 1; expected a text."],
  [[{ username: "a", attributes: { email: 1 } }], "users[0].attributes.email is 1; expected a text."],
  [
    [{ username: "a", totp: "x" }],
    'users[0].totp is "x"; expected true, false, or 16 or more of A-Z and 2-7.',
  ],
  [
    [{ username: "a", mustChangePassword: "x" }],
    'users[0].mustChangePassword is "x"; expected true or false.',
  ],
  [[{ username: "a" }, { username: "A" }], 'users[1].username is "a"; expected a name of no other user.'],
])("%j is refused in one sentence", (value, message) => {
  expect(() => readListedUsers(value, "users")).toThrow(
    expect.objectContaining({ code: "USERS_INVALID", message }),
  );
});

test.each([
  [
    { username: "a", groups: ["admin", "boss"] },
    'users[0].groups is "boss"; expected groups of the user pool: admin, user.',
  ],
  [
    { username: "a", attributes: { mail: "x" } },
    'users[0].attributes is "mail"; expected attributes of the user pool.',
  ],
])("what the pool does not have is refused: %j", (user, message) => {
  const listed = readListedUsers([user], "users");
  expect(() => seedsOfListed(listed, pool, keptSecrets())).toThrow(
    expect.objectContaining({ code: "USERS_INVALID", message }),
  );
});
