import { allSeeds } from "../../../../gateway/cognito/directory/all-seeds";
import type { Secrets } from "../../../../gateway/state/secrets";
import type { DeclaredUser } from "../../../../terraform/model";
import type { UserPool } from "../../../../terraform/model/user-pool";
import { poolSettings } from "../../../terraform/build/user-pool";

/** Which users each pool has from the start. */

const secrets: Secrets = { get: (name) => name, put() {}, save() {} };

const user = (changes: Partial<DeclaredUser>): DeclaredUser => ({
  address: "aws_cognito_user.carol",
  username: "carol",
  attributes: { email: "carol@shop.example" },
  groups: [],
  isEnabled: true,
  mustChangePassword: false,
  ...changes,
});
const pool = (id: string, changes: Partial<UserPool> = {}) =>
  ({
    id,
    settings: poolSettings,
    users: [],
    groups: [{ address: "g", name: "admin", precedence: 1 }],
    ...changes,
  }) as unknown as UserPool;
const names = (...args: Parameters<typeof allSeeds>) =>
  Object.fromEntries(
    [...allSeeds(...args)].map(([id, seeds]) => [id, seeds.map(({ username }) => username)]),
  );

test("a user for each group; a list takes their place in the first pool alone", () => {
  const model = { userPools: [pool("one"), pool("two")] };
  expect(names(model, { secrets, listed: undefined })).toEqual({
    one: ["username/one/admin"],
    two: ["username/two/admin"],
  });
  const listed = { users: [{ username: "dave" }], where: "users" };
  expect(names(model, { secrets, listed })).toEqual({ one: ["dave"], two: ["username/two/admin"] });
});

test("a pool without groups has one user, unless the Terraform or a list has some", () => {
  const model = { userPools: [pool("one", { groups: [] }), pool("two", { groups: [], users: [user({})] })] };
  expect(names(model, { secrets, listed: undefined })).toEqual({ one: ["alice"], two: ["carol"] });
  const [alice] = allSeeds(model, { secrets, listed: undefined }).get("one") ?? [];
  expect(alice?.groups).toEqual([]);
  const listed = { users: [], where: "users" };
  expect(names(model, { secrets, listed })).toEqual({ one: [], two: ["carol"] });
});

test("users of the Terraform are there as it says, and a list goes before them", () => {
  const users = [
    user({ groups: ["admin"], password: "Given-1" }),
    user({ username: "erin", isEnabled: false, mustChangePassword: true }),
  ];
  const model = { userPools: [pool("one", { groups: [], users })] };
  expect(allSeeds(model, { secrets, listed: undefined }).get("one")).toEqual([
    {
      username: "carol",
      password: "Given-1",
      sub: "user/one/carol/sub",
      attributes: { email: "carol@shop.example" },
      groups: ["admin"],
    },
    {
      username: "erin",
      password: "user/one/erin/password",
      sub: "user/one/erin/sub",
      attributes: { email: "carol@shop.example" },
      groups: [],
      mustChangePassword: true,
      isDisabled: true,
    },
  ]);
  const listed = { users: [{ username: "Carol", password: "Listed-1" }], where: "users" };
  expect(allSeeds(model, { secrets, listed }).get("one")).toMatchObject([
    { username: "Carol", password: "Listed-1" },
    { username: "erin" },
  ]);
});

test("where the pool requires a second factor, each user of a group has a software token", () => {
  const mfa = { ...poolSettings.mfa, mode: "ON" as const, softwareToken: true };
  const model = { userPools: [pool("one", { settings: { ...poolSettings, mfa } })] };
  const [seed] = allSeeds(model, { secrets, listed: undefined }).get("one") ?? [];
  expect(seed?.totpSecret).toBe("user/one/username/one/admin/totp");
});
