import type { Browser } from "playwright-core";
import { launch } from "../chromium";
import { devGate, type RunningGate } from "../gates";
import { type Visit, visit } from "./visit";

/** A browser, and the gate with dev's own Terraform, which start before the tests of the file. */

export const REX = '{"name":"Rex"}';

export let browser: Browser;
export let running: RunningGate;

beforeAll(async () => {
  [browser, running] = await Promise.all([launch(), devGate()]);
});
afterAll(async () => {
  await browser?.close();
  await running?.stop();
});

export async function visited(
  use: (visit: Visit) => Promise<void>,
  options: Parameters<typeof visit>[2] = {},
): Promise<void> {
  const opened = await visit(browser, running, options);
  try {
    await use(opened);
    expect(opened.complaints).toEqual([]);
  } finally {
    await opened.page.context().close();
  }
}
