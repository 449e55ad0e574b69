import type { Browser } from "playwright-core";
import { type HttpGate, httpGate } from "../../gateway/http-api/gate";
import { launch } from "../chromium";

/** Pages of the API open windows and send others back, and still get no hold of the gate's page. */

jest.setTimeout(60_000);

/** It asks for the opener policy that the gate's page has. */
const API_PAGE = "/mixed?what=page";

let browser: Browser;
let gate: HttpGate;

beforeAll(async () => {
  [browser, gate] = await Promise.all([launch(), httpGate()]);
});
afterAll(async () => {
  await browser?.close();
  await gate?.stop();
});

test("a window of the API sends its opener back to the gate's page, and does not see it", async () => {
  const { endpoint, page: own } = gate.gate.description;
  const context = await browser.newContext();
  const first = await context.newPage();
  await first.goto(own?.url ?? "");
  const state = () => first.evaluate(() => JSON.stringify(history.state));
  // The page has put the key there: the following is about something.
  await first.waitForFunction((key) => history.state?.key === key, own?.key);
  await first.goto(`${endpoint}${API_PAGE}`);
  const opened = context.waitForEvent("page");
  await first.evaluate((to) => {
    window.open(to);
  }, `${endpoint}${API_PAGE}`);
  const second = await opened;
  await second.waitForLoadState();
  await second.evaluate(() => window.opener.history.back());
  await first.waitForURL(/_gatehouse/);
  expect(await state()).toContain(own?.key);
  const seen = await second.evaluate(() => {
    try {
      return JSON.stringify([
        window.opener?.closed,
        window.opener?.history?.state,
        window.opener?.document?.title,
      ]);
    } catch (error) {
      return String(error);
    }
  });
  expect(seen).toMatch(/^\[(?:true|null),null,null\]$/);
  await context.close();
});
