import type { StoredUser } from "../../../../gateway/cognito/directory/stored-user";
import type { NamingPool } from "../../../../gateway/cognito/directory/user-index";
import { makeUsers } from "../../../../gateway/cognito/directory/users";
import { memorySection } from "./memory-journal";

const now = () => new Date(5_000);

function stored(changes: Partial<StoredUser>): StoredUser {
  return {
    poolId: "pool",
    username: "alice",
    sub: "1",
    attributes: {},
    groups: [],
    status: "CONFIRMED",
    isEnabled: true,
    mfa: { factors: [] },
    createdAt: 0,
    modifiedAt: 0,
    ...changes,
  };
}

const exact: NamingPool = { id: "pool" };
const caseless: NamingPool = { id: "pool", ignoresCase: true };
const aliases = (...aliasAttributes: ("email" | "phone_number" | "preferred_username")[]): NamingPool => ({
  id: "pool",
  settings: { usernameAttributes: [], aliasAttributes },
});
const byEmail: NamingPool = { id: "pool", settings: { usernameAttributes: ["email"], aliasAttributes: [] } };
const alice = { email: "a@example.com", preferred_username: "al" };

test.each<[string, NamingPool, Partial<StoredUser>, string, boolean]>([
  ["a user name", exact, {}, "alice", true],
  ["a user name in another case", exact, {}, "Alice", false],
  ["a user name in another case, where the pool ignores it", caseless, {}, "ALICE", true],
  ["another user's name", exact, {}, "bob", false],
  ["the name of another pool's user", { id: "other" }, {}, "alice", false],
  ["an e-mail address that is no alias", exact, { attributes: alice }, "a@example.com", false],
  ["an e-mail address in place of a name", byEmail, { attributes: alice }, "a@example.com", true],
  ["an alias that is not verified", aliases("email"), { attributes: alice }, "a@example.com", false],
  [
    "an alias that is verified",
    aliases("email"),
    { attributes: { ...alice, email_verified: "true" } },
    "a@example.com",
    true,
  ],
  ["a preferred user name", aliases("preferred_username"), { attributes: alice }, "al", true],
  [
    "a preferred user name before the sign-up is confirmed",
    aliases("preferred_username"),
    { attributes: alice, status: "UNCONFIRMED" },
    "al",
    false,
  ],
  ["the value of an attribute that is no alias", aliases("email"), { attributes: alice }, "al", false],
])("%s", async (_, pool, user, name, found) => {
  const users = makeUsers(memorySection(now), now);
  await users.add(stored(user));
  expect(users.find(pool, name)?.sub).toBe(found ? "1" : undefined);
});

test("a name is another user's where a user name and an alias are the same", async () => {
  const users = makeUsers(memorySection(now), now);
  await users.add(stored({ sub: "1", username: "bob", attributes: { preferred_username: "alice" } }));
  await users.add(stored({ sub: "2", username: "alice" }));
  expect(users.find(aliases("preferred_username"), "alice")?.sub).toBe("2");
});

test("a change takes the present user, and the names follow", async () => {
  const users = makeUsers(memorySection(now), now);
  await users.add(stored({ attributes: alice }));
  const both = [
    users.change({ poolId: "pool", sub: "1" }, (user) => ({ ...user, groups: ["admin"] })),
    users.change({ poolId: "pool", sub: "1" }, (user) => ({
      ...user,
      attributes: { email: "b@example.com" },
    })),
  ];
  await Promise.all(both);
  expect(users.find(byEmail, "a@example.com")).toBeUndefined();
  expect(users.find(byEmail, "b@example.com")).toMatchObject({ groups: ["admin"], modifiedAt: 5_000 });
  await users.remove({ poolId: "pool", sub: "1" });
  expect([users.find(exact, "alice"), users.find(byEmail, "b@example.com"), ...users.inPool("pool")]).toEqual(
    [undefined, undefined],
  );
  expect(await users.change({ poolId: "pool", sub: "1" }, (user) => user)).toBeUndefined();
});

test("users that were kept are found", async () => {
  const section = memorySection<StoredUser>(now);
  await makeUsers(section, now).add(stored({ attributes: alice }));
  const users = makeUsers(section, now);
  expect(users.find(byEmail, "a@example.com")?.username).toBe("alice");
  expect(users.inPool("pool")).toHaveLength(1);
});
