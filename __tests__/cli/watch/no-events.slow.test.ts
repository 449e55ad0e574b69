/** Where the system gives no events, looking once a second finds every change. */
import { writeFileSync } from "node:fs";
import { timeUntil, watchApp } from "./app";
import { saves } from "./saves";

jest.mock("node:fs", () => ({
  ...jest.requireActual("node:fs"),
  watch() {
    throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  },
}));

jest.setTimeout(60_000);

test("a watch that the system refuses is reported once, and changes are still found", async () => {
  const reasons: string[] = [];
  const app = watchApp(0, { onNoEvents: (reason) => reasons.push(reason) });
  for (const [number, save] of [saves["in place"], saves["folder replaced"]].entries()) {
    await save?.(app, number);
    expect(await timeUntil(() => app.served() === app.text(number), 12_000)).toBeDefined();
  }
  writeFileSync(app.file, app.text(7));
  expect(await timeUntil(() => app.served() === app.text(7), 12_000)).toBeDefined();
  expect(reasons).toEqual(["the system's limit of watched folders is reached (ENOSPC)"]);
  app.close();
});
