import { keepSeedSecrets, keptSeedSecrets } from "../../../../gateway/cognito/directory/seed-secrets";
import type { UserSeed } from "../../../../gateway/cognito/directory/seeds";
import { keptSecrets } from "./kept-secrets";

const seed = (changes: Partial<UserSeed>): UserSeed => ({
  username: "bob",
  password: "Chosen-1",
  sub: "1",
  attributes: {},
  groups: [],
  ...changes,
});

test("what a user signs in with is the seed's of the last start", () => {
  const secrets = keptSecrets();
  const start = (...users: UserSeed[]) => keepSeedSecrets([{ id: "p1" }], new Map([["p1", users]]), secrets);
  start(seed({ totpSecret: "JBSWY3DPEHPK3PXP" }));
  expect(keptSeedSecrets("p1", "bob", secrets)).toEqual({
    password: "Chosen-1",
    totpSecret: "JBSWY3DPEHPK3PXP",
  });
  start(seed({ password: "Chosen-2" }));
  expect(keptSeedSecrets("p1", "bob", secrets)).toEqual({ password: "Chosen-2" });
  expect(keptSeedSecrets("p2", "bob", secrets)).toEqual({});
  expect(keptSeedSecrets("p1", "alice", secrets)).toEqual({});
});

test("they are found by what the user signs in with", () => {
  const secrets = keptSecrets();
  const pool = { id: "p1", settings: { usernameAttributes: ["email"] } };
  const bob = seed({ attributes: { email: "bob@example.com" } });
  keepSeedSecrets([pool], new Map([["p1", [bob]]]), secrets);
  expect(keptSeedSecrets("p1", "bob@example.com", secrets)).toEqual({ password: "Chosen-1" });
  expect(keptSeedSecrets("p1", "bob", secrets)).toEqual({});
});
