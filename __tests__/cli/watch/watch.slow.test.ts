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

test("an attempt reports its result after `behind` has changed", async () => {
  writeFileSync(app.file, app.text("wrong"));
  const failed = () => app.reported.find((behind) => behind?.because === "failed");
  expect(await timeUntil(() => failed() !== undefined)).toBeDefined();
  expect(failed()).toMatchObject({ paths: [app.file] });
  expect(await timeUntil(() => app.watch.behind()?.because === "failed")).toBeDefined();
  const before = app.reported.length;
  writeFileSync(app.file, app.text(2));
  expect(await timeUntil(() => app.served() === app.text(2) && app.reported.length > before)).toBeDefined();
  expect(app.reported.at(-1)).toBeUndefined();
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

test("a file that is written during an attempt that fails is named, too", async () => {
  const slow = watchApp(400);
  try {
    await wait(100);
    const more = join(dirname(slow.file), "more.ts");
    const before = slow.attempts();
    writeFileSync(more, "right\n");
    writeFileSync(slow.file, 'import "./more.ts"\nwrong\n');
    expect(await timeUntil(() => slow.attempts() > before)).toBeDefined();
    await wait(20);
    writeFileSync(more, "right, too\n");
    expect(await timeUntil(() => slow.attempts() > before + 1)).toBeDefined();
    expect(slow.watch.behind()?.paths).toContain(more);
  } finally {
    slow.close();
  }
});
