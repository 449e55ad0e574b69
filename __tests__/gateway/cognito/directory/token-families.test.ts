import { makeTokenFamilies, type TokenFamily } from "../../../../gateway/cognito/directory/token-families";
import { memorySection } from "./memory-journal";

let time = 0;
const now = () => new Date(time);
const parts = {
  poolId: "pool",
  sub: "alice",
  clientId: "app",
  authTime: 0,
  scopes: [],
  refreshUntil: 90_000,
  expiresAt: 100_000,
} as const;

beforeEach(() => {
  time = 0;
});

test("a refresh token may be used until its family ends", async () => {
  const families = makeTokenFamilies(memorySection(now), now);
  const { originJti } = await families.begin(parts);
  const first = { originJti, number: "0" };
  time = 89_999;
  expect(families.ofRefreshToken(first)).toMatchObject({ originJti, sub: "alice" });
  expect(families.ofRefreshToken({ originJti, number: "1" })).toBe("replaced");
  expect(families.ofRefreshToken({ originJti, number: "constructor" })).toBe("replaced");
  expect(families.ofRefreshToken({ originJti: "other", number: "0" })).toBe("unknown");
  time = 90_000;
  expect(families.ofRefreshToken(first)).toBe("expired");
  time = 100_000;
  expect(families.ofRefreshToken(first)).toBe("unknown");
  expect(families.get(originJti)).toBeUndefined();
});

test("rotation replaces a token after its grace, which a second use does not extend", async () => {
  const families = makeTokenFamilies(memorySection(now), now);
  const { originJti } = await families.begin(parts);
  const first = { originJti, number: "0" };
  const second = { originJti, number: await families.rotate(first, 10) };
  time = 9_999;
  const third = { originJti, number: await families.rotate(first, 10) };
  time = 10_000;
  expect(families.ofRefreshToken(first)).toBe("replaced");
  for (const token of [second, third]) expect(families.ofRefreshToken(token)).toMatchObject({ originJti });
});

test("without grace a token works once", async () => {
  const families = makeTokenFamilies(memorySection(now), now);
  const { originJti } = await families.begin(parts);
  await families.rotate({ originJti, number: "0" }, 0);
  expect(families.ofRefreshToken({ originJti, number: "0" })).toBe("replaced");
});

test("revoked is a family, or all of a user's, also of those that were kept", async () => {
  const section = memorySection<TokenFamily>(now);
  const before = makeTokenFamilies(section, now);
  const [one, two, other] = await Promise.all([
    before.begin(parts),
    before.begin(parts),
    before.begin({ ...parts, sub: "bob" }),
  ]);
  const families = makeTokenFamilies(section, now);
  const stateOf = ({ originJti }: TokenFamily) => families.ofRefreshToken({ originJti, number: "0" });
  await families.revoke(one.originJti);
  expect([one, two, other].map(stateOf)).toEqual(["revoked", expect.anything(), expect.anything()]);
  expect(stateOf(two)).not.toBe("revoked");
  await families.revokeAll({ poolId: "pool", sub: "alice" });
  expect(stateOf(two)).toBe("revoked");
  expect(stateOf(other)).not.toBe("revoked");
});
