/** Real files and the real watcher; `watch.slow.test.ts` saves in every way. */
import { timeUntil, watchApp } from "./app";
import { saves, wait } from "./saves";

test.each(["in place", "gone, then mended"])("a file saved %s is taken up", async (way) => {
  const app = watchApp(30);
  try {
    await wait(100);
    await saves[way]?.(app, 1);
    expect(await timeUntil(() => app.served() === app.text(1))).toBeDefined();
    expect(await timeUntil(() => app.watch.behind() === undefined)).toBeDefined();
    expect(app.stale).toEqual([]);
  } finally {
    app.close();
  }
});
