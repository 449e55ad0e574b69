import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeQuotas, type Quota } from "../../../gateway/limits/quotas";
import { openJournal } from "../../../gateway/state/journal";
import { memorySection } from "../cognito/directory/memory-journal";

/** How many of ten calls at a time get through. */
function counter(quota: Quota) {
  const { use } = makeQuotas({ section: () => memorySection(() => new Date(0)) });
  return async (time: string, name = "key") => {
    const all = Array.from({ length: 10 }, () => use("plan", name, quota, new Date(time)));
    return (await Promise.all(all)).filter((allowed) => allowed).length;
  };
}

test.each([
  ["DAY", "2026-03-01T23:59:59Z", "2026-03-02T00:00:00Z"],
  // A Sunday and the Monday after it.
  ["WEEK", "2026-03-01T23:59:59Z", "2026-03-02T00:00:00Z"],
  ["MONTH", "2026-02-28T23:59:59Z", "2026-03-01T00:00:00Z"],
] as const)("a %s ends at midnight UTC and begins anew", async (period, last, next) => {
  const through = counter({ limit: 3, period, offset: 0 });
  expect([await through(last), await through(last)]).toEqual([3, 0]);
  expect([await through(next), await through(next)]).toEqual([3, 0]);
});

test.each([
  ["WEEK", "2026-02-23T00:00:00Z", "2026-03-01T23:59:59Z"],
  ["MONTH", "2026-03-01T00:00:00Z", "2026-03-31T23:59:59Z"],
] as const)("one %s is one period from its first to its last second", async (period, first, last) => {
  const through = counter({ limit: 3, period, offset: 0 });
  expect([await through(first), await through(last)]).toEqual([3, 0]);
});

test("the offset is taken off the first period only", async () => {
  const through = counter({ limit: 5, period: "DAY", offset: 4 });
  expect([await through("2026-03-01T12:00:00Z"), await through("2026-03-02T12:00:00Z")]).toEqual([1, 5]);
});

test("a limit of 0 lets no call through, and each name is counted separately", async () => {
  expect(await counter({ limit: 0, period: "DAY", offset: 0 })("2026-03-01T12:00:00Z")).toBe(0);
  const through = counter({ limit: 2, period: "DAY", offset: 0 });
  const each = [await through("2026-03-01T12:00:00Z", "a"), await through("2026-03-01T12:00:00Z", "b")];
  expect(each).toEqual([2, 2]);
});

test("counts are those of before after the gate ended at any moment, and so is the usage of a day", async () => {
  const folder = mkdtempSync(join(tmpdir(), "quotas-"));
  const now = new Date("2026-03-01T12:00:00Z");
  const quota: Quota = { limit: 5, period: "DAY", offset: 1 };
  const open = () => openJournal(join(folder, "journal"), { now: () => now });
  // It is not closed, as where the process is killed.
  const killed = await open();
  try {
    const before = makeQuotas(killed);
    expect(await before.use("plan", "key", quota, now)).toBe(true);
    expect(await before.use("plan", "key", quota, now)).toBe(true);
    const after = await open();
    const quotas = makeQuotas(after);
    expect(quotas.used("plan", "key", quota, now)).toEqual({ used: 2, left: 2 });
    expect(quotas.usage("plan", "key", 5, "2026-03-01")).toEqual([2, 2]);
    await after.close();
  } finally {
    await killed.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
