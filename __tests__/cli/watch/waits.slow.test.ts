/** What the watcher waits for: an event after each kind of save, and what it reports when an older content is served. */
import { writeFileSync } from "node:fs";
import { timeUntil, type WatchedApp, watchApp } from "./app";
import { saves, wait } from "./saves";

jest.setTimeout(30_000);

let app: WatchedApp;
beforeEach(async () => {
  app = watchApp(30);
  await wait(100);
});
afterEach(() => app.close());

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

test("an attempt that takes more than two seconds is reported, too", async () => {
  const slow = watchApp(3_000);
  await wait(100);
  writeFileSync(slow.file, slow.text(1));
  expect(await timeUntil(() => slow.stale.length > 0)).toBeGreaterThan(1_900);
  expect(slow.stale).toMatchObject([{ because: "running" }]);
  expect(await timeUntil(() => slow.watch.behind() === undefined)).toBeDefined();
  slow.close();
});

test("a file that is written and says the same is not taken up again", async () => {
  const before = app.attempts();
  writeFileSync(app.file, app.text(-1));
  await wait(1_500);
  expect(app.attempts()).toBe(before);
});
