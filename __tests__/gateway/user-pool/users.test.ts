import { usersOf } from "../../../gateway/user-pool/users";
import type { UserPool } from "../../../terraform/model/user-pool";

const pool = (...groups: string[]) =>
  ({
    id: "p1",
    groups: groups.map((name, precedence) => ({ address: name, name, precedence })),
  }) as unknown as UserPool;

/** Makes each value out of its name, so that two under one name are the same. */
const secrets = { get: (name: string) => name, save: () => {} };
const users = (...groups: string[]) => usersOf({ userPools: [pool(...groups)] }, secrets).get("p1") ?? [];

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
  for (const field of ["password", "sub", "email"] as const)
    expect(new Set(found.map((user) => user[field])).size).toBe(groups.length);
});
