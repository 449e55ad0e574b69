import { defaultSeeds } from "../../../../gateway/cognito/directory/default-seeds";
import type { UserSeed } from "../../../../gateway/cognito/directory/seeds";
import type { Secrets } from "../../../../gateway/state/secrets";
import type { UserPool } from "../../../../terraform/model/user-pool";
import { poolSettings } from "../../../terraform/build/user-pool";
import { keptSecrets } from "./kept-secrets";

const pool = (...groups: string[]) =>
  ({
    id: "p1",
    users: [],
    settings: poolSettings,
    groups: groups.map((name, precedence) => ({ address: name, name, precedence })),
  }) as unknown as UserPool;

const usersIn = (secrets: Secrets, ...groups: string[]) => defaultSeeds(pool(...groups), secrets);
const users = (...groups: string[]) => usersIn(keptSecrets(), ...groups);
const named = (found: readonly UserSeed[]) =>
  Object.fromEntries(found.map(({ groups, username }) => [username, groups[0]]));

test("users are alice and bob, then named for their group", () => {
  expect(users("admin", "user", "guest").map(({ groups, username }) => [username, ...groups])).toEqual([
    ["alice", "admin"],
    ["bob", "user"],
    ["guest", "guest"],
  ]);
});

test.each([
  [
    ["admin", "user", "alice"],
    ["alice", "bob", "alice-2"],
  ],
  [
    ["admin", "user", "Bob"],
    ["alice", "bob", "Bob-2"],
  ],
  [
    ["admin", "user", "alice", "alice-2"],
    ["alice", "bob", "alice-2", "alice-2-2"],
  ],
  [
    ["bob", "alice"],
    ["alice", "bob"],
  ],
])("a group named as a user is another user's: %j", (groups, names) => {
  const found = users(...groups);
  expect(found.map(({ username }) => username)).toEqual(names);
  expect(found.map((user) => user.groups)).toEqual(groups.map((group) => [group]));
  for (const field of ["password", "sub"] as const)
    expect(new Set(found.map((user) => user[field])).size).toBe(groups.length);
  expect(new Set(found.map(({ attributes }) => attributes.email)).size).toBe(groups.length);
});

describe("with users that are kept", () => {
  test.each([
    ["before all", ["clerk", "admin", "user"]],
    ["between", ["admin", "clerk", "user"]],
    ["after all", ["admin", "user", "clerk"]],
  ])("a new group %s gets a user of its own name, and the others stay who they were", (_, groups) => {
    const secrets = keptSecrets();
    const before = usersIn(secrets, "admin", "user");
    const after = usersIn(secrets, ...groups);
    expect(named(after)).toEqual({ alice: "admin", bob: "user", clerk: "clerk" });
    expect(after).toEqual(expect.arrayContaining(before));
  });

  test("groups that change their precedence keep their users", () => {
    const secrets = keptSecrets();
    const before = usersIn(secrets, "admin", "user");
    expect(usersIn(secrets, "user", "admin")).toEqual(before.toReversed());
  });

  test("the user of a group that is gone gets into no other, and comes back with it", () => {
    const secrets = keptSecrets();
    const [alice, bob] = usersIn(secrets, "admin", "user");
    expect(named(usersIn(secrets, "clerk", "user"))).toEqual({ clerk: "clerk", bob: "user" });
    expect(named(usersIn(secrets, "user", "Alice"))).toEqual({ bob: "user", "Alice-2": "Alice" });
    expect(usersIn(secrets, "admin", "user")).toEqual([alice, bob]);
  });
});
