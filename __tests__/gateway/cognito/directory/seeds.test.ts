import { makeDirectory } from "../../../../gateway/cognito/directory/directory";
import { hasSeedPassword, plantSeeds, type UserSeed } from "../../../../gateway/cognito/directory/seeds";
import { isPassword } from "../../../../gateway/cognito/srp/password";
import type { Entry, Journal, Section } from "../../../../gateway/state/journal";
import { makeSeal } from "../../../../gateway/state/seal";
import { memorySection } from "./memory-journal";

const now = new Date(1_000);
const seal = makeSeal(Buffer.alloc(32, 7).toString("base64"));
const user = { poolId: "us-east-1_pool", sub: "1" };
const seed: UserSeed = {
  username: "alice",
  password: "first",
  sub: "1",
  attributes: { email: "a@example.com" },
  groups: ["admin"],
};

function planting(settings?: { readonly usernameAttributes: readonly string[] }) {
  const sections = new Map<string, Section<Entry>>();
  const journal: Journal = {
    section<Value extends Entry>(name: string) {
      const section = sections.get(name) ?? memorySection<Entry>(() => now);
      sections.set(name, section);
      return section as Section<Value>;
    },
    async close() {},
  };
  const directory = makeDirectory(journal, () => now);
  const plant = (...seeds: UserSeed[]) =>
    plantSeeds({ id: "us-east-1_pool", ...(settings && { settings }) }, seeds, { directory, seal, now });
  return { users: directory.users, plant };
}

test("a seed is put there, with a password that is kept as salt and verifier", async () => {
  const { plant, users } = planting();
  await plant({ ...seed, totpSecret: "JBSWY3DPEHPK3PXP" });
  const alice = users.get(user);
  expect(alice).toMatchObject({
    username: "alice",
    attributes: { email: "a@example.com" },
    groups: ["admin"],
    status: "CONFIRMED",
    isEnabled: true,
    mfa: {
      factors: ["SOFTWARE_TOKEN_MFA"],
      preferred: "SOFTWARE_TOKEN_MFA",
      totp: { secret: "JBSWY3DPEHPK3PXP" },
    },
  });
  expect(alice && isPassword(alice, "first", alice.password)).toBe(true);
  expect(JSON.stringify(alice)).not.toContain("first");
});

test("what the user changed stays, and a part of the seed that is new is put there again", async () => {
  const { plant, users } = planting();
  await plant(seed);
  await users.change(user, (present) => ({ ...present, groups: ["user"], attributes: { email: "b@c.de" } }));
  await plant(seed);
  expect(users.get(user)).toMatchObject({ groups: ["user"], attributes: { email: "b@c.de" } });
  await plant({ ...seed, password: "second" });
  const alice = users.get(user);
  expect(alice).toMatchObject({ groups: ["user"], attributes: { email: "b@c.de" } });
  expect(alice && isPassword(alice, "second", alice.password)).toBe(true);
  expect(alice && hasSeedPassword(alice, { ...seed, password: "second" }, seal)).toBe(true);
  expect(alice && hasSeedPassword(alice, seed, seal)).toBe(false);
  await plant({ ...seed, password: "second", groups: [] });
  expect(users.get(user)).toMatchObject({ groups: [], attributes: { email: "b@c.de" } });
});

test("a user who was deleted stays so, and one whose seed is gone goes, until it comes back", async () => {
  const { plant, users } = planting();
  await plant(seed);
  await users.remove(user);
  await plant(seed);
  expect(users.get(user)).toBeUndefined();
  await plant();
  await plant(seed);
  expect(users.get(user)).toBeDefined();
  await plant();
  expect(users.get(user)).toBeUndefined();
});

test("where users sign in by e-mail, the user name is the sub", async () => {
  const { plant, users } = planting({ usernameAttributes: ["email"] });
  await plant(seed);
  const alice = users.get(user);
  expect(alice?.username).toBe("1");
  expect(alice && isPassword(alice, "first", alice.password)).toBe(true);
});
