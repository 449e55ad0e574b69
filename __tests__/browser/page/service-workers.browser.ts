import type { Browser, Page } from "playwright-core";
import { type HttpGate, httpGate } from "../../gateway/http-api/gate";
import { launch } from "../chromium";
import { listen, type Running } from "../servers";

/** Pages that an API answers are of the gate's origin, and register no service worker that would control the gate's page. */

jest.setTimeout(60_000);

const PAGE = "/mixed?what=page";
/** At a path of one segment, whose folder is the whole origin, and in a folder that the API lets it leave. */
const SCRIPTS = ["/mixed?what=script", "/mixed/folder/worker.js?what=script"];

let browser: Browser;
let gate: HttpGate;
/** Answers what the API answers, at an origin of its own. */
let copy: Running;

beforeAll(async () => {
  [browser, gate] = await Promise.all([launch(), httpGate()]);
  const { endpoint } = gate.gate.description;
  copy = await listen(async ({ url = "" }, response) => {
    const answer = await fetch(`${endpoint}${url}`);
    const type = answer.headers.get("content-type") ?? "";
    response.writeHead(200, {
      "content-type": type,
      "cache-control": "max-age=600",
      "service-worker-allowed": "/",
    });
    response.end(await answer.text());
  });
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([gate?.stop(), copy?.close()]);
});

/** Registers the script for the whole origin, as the page's script would do it, and tells what came of it. */
function register(page: Page, script: string, options: RegistrationOptions = {}): Promise<string> {
  return page.evaluate(
    async ([from, how]) => {
      try {
        const { active, installing, waiting } = await navigator.serviceWorker.register(from, how);
        const worker = installing ?? waiting ?? active;
        while (worker?.state !== "activated" && worker?.state !== "redundant")
          await new Promise((resolve) => worker?.addEventListener("statechange", resolve, { once: true }));
        return worker.state;
      } catch (error) {
        return String(error);
      }
    },
    [script, { scope: "/", ...options }] as const,
  );
}

async function at(origin: string, use: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${origin}${PAGE}`);
    await use(page);
  } finally {
    await context.close();
  }
}

describe.each(SCRIPTS)("%s", (script) => {
  test("controls another origin: what follows is refused for a reason", () =>
    at(`http://localhost:${copy.port}`, async (page) => {
      expect(await register(page, script)).toBe("activated");
      await page.reload();
      expect(await page.innerText("body")).toBe("taken");
    }));

  test.each<[name: string, options: RegistrationOptions]>([
    ["a classic script", {}],
    ["a module", { type: "module" }],
    ["a script that the browser's cache has", { updateViaCache: "all" }],
  ])("%s does not control the gate's page", (_, options) => {
    const { endpoint, page: own } = gate.gate.description;
    return at(endpoint, async (page) => {
      // As a page's own script, it is loaded, and kept in the cache.
      const loaded = await page.evaluate(async (from) => (await fetch(from)).status, script);
      expect(loaded).toBe(200);
      expect(await register(page, script, options)).toContain("A bad HTTP response code (403) was received");
      await page.goto(own?.url ?? "");
      expect(await page.title()).toMatch(/Gatehouse$/);
      const registered = await page.evaluate(
        async () => (await navigator.serviceWorker.getRegistrations()).length,
      );
      expect(registered).toBe(0);
    });
  });
});
