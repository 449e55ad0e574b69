/** Real files and the real watcher: however a file is saved, the content on disk is served. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { timeUntil, type WatchedApp, watchApp } from "./app";
import { saves, wait } from "./saves";

jest.setTimeout(30_000);

let app: WatchedApp;
beforeEach(async () => {
  app = watchApp(30);
  await wait(100);
});
afterEach(() => app.close());

test.each(Object.entries(saves))("a file saved %s is taken up, each time", async (_, save) => {
  for (const number of [1, 2, 3]) {
    await save(app, number);
    expect(await timeUntil(() => app.served() === app.text(number))).toBeDefined();
    expect(await timeUntil(() => app.watch.behind() === undefined)).toBeDefined();
  }
  expect(app.stale).toEqual([]);
});

test("after a save of every kind, a save in place is noticed by its event, before the next look", async () => {
  let number = 0;
  for (const [kind, save] of Object.entries(saves)) {
    number += 2;
    await save(app, number);
    expect([kind, await timeUntil(() => app.served() === app.text(number))]).toEqual([
      kind,
      expect.any(Number),
    ]);
    await wait(200);
    const attempts = app.attempts();
    writeFileSync(app.file, app.text(++number));
    expect([kind, await timeUntil(() => app.attempts() > attempts, 600)]).toEqual([kind, expect.any(Number)]);
    expect([kind, await timeUntil(() => app.served() === app.text(number))]).toEqual([
      kind,
      expect.any(Number),
    ]);
  }
});

test("an import of a file in a folder that is not there yet is taken up when both are there", async () => {
  writeFileSync(app.file, 'import "./new/deep/more.ts"\n');
  expect(await timeUntil(() => app.watch.behind()?.because === "failed")).toBeDefined();
  const more = join(dirname(app.file), "new/deep/more.ts");
  mkdirSync(dirname(more), { recursive: true });
  await wait(200);
  writeFileSync(more, "one\n");
  expect(await timeUntil(() => app.served().endsWith("one\n"))).toBeDefined();
  writeFileSync(more, "two\n");
  expect(await timeUntil(() => app.served().endsWith("two\n"))).toBeDefined();
});

test("a file that is written and says the same is not taken up again", async () => {
  const before = app.attempts();
  writeFileSync(app.file, app.text(-1));
  await wait(1_500);
  expect(app.attempts()).toBe(before);
});

test("after two seconds it is reported that an older content is served, once, and why", async () => {
  writeFileSync(app.file, app.text("wrong"));
  expect(await timeUntil(() => app.watch.behind()?.because === "failed")).toBeDefined();
  await wait(500);
  expect(app.stale).toEqual([]);
  expect(await timeUntil(() => app.stale.length > 0)).toBeDefined();
  expect(app.stale).toEqual([{ since: expect.any(Date), paths: [app.file], because: "failed" }]);
  await wait(500);
  expect(app.stale).toHaveLength(1);
  writeFileSync(app.file, app.text(-1));
  expect(await timeUntil(() => app.watch.behind() === undefined)).toBeDefined();
});

test("an attempt reports its result after `behind` has changed", async () => {
  writeFileSync(app.file, app.text("wrong"));
  expect(await timeUntil(() => app.reported.length > 0)).toBeDefined();
  expect(app.reported[0]).toMatchObject({ because: "failed", paths: [app.file] });
  expect(await timeUntil(() => app.watch.behind()?.because === "failed")).toBeDefined();
  const before = app.reported.length;
  writeFileSync(app.file, app.text(2));
  expect(await timeUntil(() => app.served() === app.text(2) && app.reported.length > before)).toBeDefined();
  expect(app.reported.at(-1)).toBeUndefined();
});

test("an attempt that takes more than two seconds is reported, too", async () => {
  const slow = watchApp(3_000);
  await wait(100);
  writeFileSync(slow.file, slow.text(1));
  expect(await timeUntil(() => slow.stale.length > 0)).toBeGreaterThan(1_900);
  expect(slow.stale).toMatchObject([{ because: "running" }]);
  expect(await timeUntil(() => slow.watch.behind() === undefined)).toBeDefined();
  slow.close();
});

test("a file that changes while it is taken up is taken up again, also where it changes back", async () => {
  const slow = watchApp(400);
  await wait(100);
  const before = slow.attempts();
  writeFileSync(slow.file, slow.text(1));
  expect(await timeUntil(() => slow.attempts() > before)).toBeDefined();
  await wait(20);
  writeFileSync(slow.file, slow.text(2));
  writeFileSync(slow.file, slow.text(1));
  expect(await timeUntil(() => slow.attempts() > before + 1)).toBeDefined();
  slow.close();
});
