import { makeSignInAttempts } from "../../../../gateway/cognito/user-pool/sign-in-attempts";

/** The clock is moved by hand, in seconds. */
function attempts() {
  const made = makeSignInAttempts();
  let seconds = 0;
  const now = () => new Date(1_700_000_000_000 + seconds * 1_000);
  const alice = { poolId: "pool", name: "alice", isKnown: true };
  return {
    made,
    now,
    alice,
    wait: (more: number) => {
      seconds += more;
    },
    fail: (times = 1, user = alice) => {
      for (let count = 0; count < times; count++) made.failed(user, now());
    },
    locked: (user = alice) => made.isLocked(user, now()),
  };
}

test("four wrong passwords do not lock a name, the fifth locks it for a second", () => {
  const { fail, locked, wait } = attempts();
  fail(4);
  expect(locked()).toBe(false);
  fail();
  expect(locked()).toBe(true);
  wait(0.999);
  expect(locked()).toBe(true);
  wait(0.001);
  expect(locked()).toBe(false);
});

test.each([
  [6, 2],
  [7, 4],
  [8, 8],
  [14, 512],
  [15, 900],
  [16, 900],
  [2_000, 900],
])("after %i of them it is %i s", (failures, seconds) => {
  const { fail, locked, wait } = attempts();
  fail(failures);
  wait(seconds - 0.001);
  expect(locked()).toBe(true);
  wait(0.001);
  expect(locked()).toBe(false);
});

test("attempts while it is locked do not make it longer", () => {
  const { fail, locked, wait } = attempts();
  fail(8);
  for (let count = 0; count < 8; count++) {
    expect(locked()).toBe(true);
    wait(1);
  }
  expect(locked()).toBe(false);
});

test("a right password forgets the failures", () => {
  const { alice, fail, locked, made, wait } = attempts();
  fail(6);
  wait(2);
  made.succeeded(alice);
  fail(4);
  expect(locked()).toBe(false);
});

test("so do fifteen minutes without any attempt, and no less", () => {
  const { fail, locked, wait } = attempts();
  fail(5);
  wait(899);
  expect(locked()).toBe(false);
  wait(899);
  expect(locked()).toBe(false);
  fail();
  expect(locked()).toBe(true);
  wait(900);
  expect(locked()).toBe(false);
  fail(4);
  expect(locked()).toBe(false);
});

test("each name of each pool counts for itself, and those that no pool has count too", () => {
  const { alice, fail, locked } = attempts();
  fail(5);
  expect(locked({ ...alice, name: "bob" })).toBe(false);
  expect(locked({ ...alice, poolId: "other" })).toBe(false);
  const nobody = { ...alice, name: "nobody", isKnown: false };
  fail(5, nobody);
  expect(locked(nobody)).toBe(true);
});

test("many made-up names push out each other, and no user's lock", () => {
  const { alice, fail, locked } = attempts();
  const nobody = (count: number) => ({ ...alice, name: `nobody-${count}`, isKnown: false });
  fail(10);
  fail(10, nobody(-1));
  for (let count = 0; count < 10_000; count++) fail(1, nobody(count));
  expect(locked()).toBe(true);
  expect(locked(nobody(-1))).toBe(false);
});
