import type { Attempts } from "../../../../gateway/cognito/directory/sign-in-attempts";
import { makeSignInAttempts } from "../../../../gateway/cognito/directory/sign-in-attempts";
import { memorySection } from "./memory-journal";

/** The clock is moved by hand, in seconds. */
function attempts() {
  let seconds = 0;
  const now = () => new Date(1_700_000_000_000 + seconds * 1_000);
  const made = makeSignInAttempts(memorySection<Attempts>(now));
  const alice = { poolId: "pool", name: "alice", isKnown: true };
  return {
    made,
    now,
    alice,
    wait: (more: number) => {
      seconds += more;
    },
    fail: async (times = 1, user = alice) => {
      for (let count = 0; count < times; count++) await made.failed(user, now());
    },
    locked: (user = alice) => made.isLocked(user, now()),
  };
}

test("four wrong passwords do not lock a name, the fifth locks it for a second", async () => {
  const { fail, locked, wait } = attempts();
  await fail(4);
  expect(await locked()).toBe(false);
  await fail();
  expect(await locked()).toBe(true);
  wait(0.999);
  expect(await locked()).toBe(true);
  wait(0.001);
  expect(await locked()).toBe(false);
});

test.each([
  [6, 2],
  [7, 4],
  [8, 8],
  [14, 512],
  [15, 900],
  [16, 900],
  [2_000, 900],
])("after %i of them it is %i s", async (failures, seconds) => {
  const { fail, locked, wait } = attempts();
  await fail(failures);
  wait(seconds - 0.001);
  expect(await locked()).toBe(true);
  wait(0.001);
  expect(await locked()).toBe(false);
});

test("attempts while it is locked do not make it longer", async () => {
  const { fail, locked, wait } = attempts();
  await fail(8);
  for (let count = 0; count < 8; count++) {
    expect(await locked()).toBe(true);
    wait(1);
  }
  expect(await locked()).toBe(false);
});

test("a right password forgets the failures", async () => {
  const { alice, fail, locked, made, wait } = attempts();
  await fail(6);
  wait(2);
  await made.succeeded(alice);
  await fail(4);
  expect(await locked()).toBe(false);
});

test("so do fifteen minutes without any attempt, and no less", async () => {
  const { fail, locked, wait } = attempts();
  await fail(5);
  wait(899);
  expect(await locked()).toBe(false);
  wait(899);
  expect(await locked()).toBe(false);
  await fail();
  expect(await locked()).toBe(true);
  wait(900);
  expect(await locked()).toBe(false);
  await fail(4);
  expect(await locked()).toBe(false);
});

test("each name of each pool counts for itself, and those that no pool has count too", async () => {
  const { alice, fail, locked } = attempts();
  await fail(5);
  expect(await locked({ ...alice, name: "bob" })).toBe(false);
  expect(await locked({ ...alice, poolId: "other" })).toBe(false);
  const nobody = { ...alice, name: "nobody", isKnown: false };
  await fail(5, nobody);
  expect(await locked(nobody)).toBe(true);
});

test("many made-up names push out each other, and no user's lock", async () => {
  const { alice, fail, locked } = attempts();
  const nobody = (count: number) => ({ ...alice, name: `nobody-${count}`, isKnown: false });
  await fail(10);
  await fail(10, nobody(-1));
  for (let count = 0; count < 10_000; count++) await fail(1, nobody(count));
  expect(await locked()).toBe(true);
  expect(await locked(nobody(-1))).toBe(false);
});
