import type { Browser, Page } from "playwright-core";
import { launch } from "../chromium";
import { devGate, type RunningGate } from "../gates";
import { listen, type Running } from "../servers";
import { visit } from "./visit";

/** Web sites that are open in the browser of the person who runs the gate, and what they can do to its page. */

jest.setTimeout(120_000);

const REBOUND = "rebound.example";

let browser: Browser;
let running: RunningGate;
let site: Running;

beforeAll(async () => {
  [browser, running, site] = await Promise.all([
    launch([REBOUND]),
    devGate(),
    listen((_request, response) => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end('<!doctype html><html lang="en"><title>Site</title><p>A web site</p>');
    }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([running?.stop(), site?.close()]);
});

const endpoint = () => running.gate.description.endpoint;
const key = () => running.gate.description.page?.key ?? "";

/** Another site, and another port of the gate's own host, which for cookies is the same place. */
const SITES: readonly (readonly [name: string, host: string])[] = [
  ["another site", "localhost"],
  ["another port of the same host", "127.0.0.1"],
];

async function at(address: string, use: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(address);
    await use(page);
  } finally {
    await context.close();
  }
}

interface PageInit {
  readonly method?: string;
  readonly mode?: "cors" | "no-cors";
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** What a page's script learns of an answer. */
function fetched(page: Page, url: string, init: PageInit = {}): Promise<string> {
  return page.evaluate(
    async ([to, how]) => {
      try {
        const response = await fetch(to, how);
        return `${response.type} ${response.status} ${await response.text()}`;
      } catch (error) {
        return String(error);
      }
    },
    [url, init] as const,
  );
}

const FAILED = "TypeError: Failed to fetch";
const NAMES = ["calls", "codes", "config", "limits", "matrix", "users"];

test("the gate's own page reads its API with the key: what follows is refused for a reason", async () => {
  const { page } = await visit(browser, running);
  for (const name of NAMES) {
    const headers = { "x-gatehouse": key() };
    expect(await fetched(page, `/_gatehouse/api/${name}`, { headers })).toMatch(/^basic 200 /);
  }
  await page.context().close();
});

describe.each(SITES)("%s", (_, host) => {
  const visited = (use: (page: Page) => Promise<void>) => at(`http://${host}:${site.port}/`, use);

  test.each(NAMES)("reads no %s, even with the key", (name) =>
    visited(async (page) => {
      const url = `${endpoint()}/_gatehouse/api/${name}`;
      expect(await fetched(page, url)).toBe(FAILED);
      expect(await fetched(page, url, { headers: { "x-gatehouse": key() } })).toBe(FAILED);
      const unread = await fetched(page, url, { mode: "no-cors" });
      // Cross-Origin-Resource-Policy takes away even an answer that scripts could not read.
      expect(unread).toBe(FAILED);
    }),
  );

  test("signs nobody in, by a script or by a form", () =>
    visited(async (page) => {
      const { users } = await (
        await fetch(`${endpoint()}/_gatehouse/api/users`, { headers: { "x-gatehouse": key() } })
      ).json();
      const { poolId, sub } = users[0];
      const url = `${endpoint()}/_gatehouse/api/sign-in`;
      const body = JSON.stringify({ poolId, sub });
      const json = { "content-type": "application/json" };
      for (const headers of [{}, json, { ...json, "x-gatehouse": key() }] as Record<string, string>[])
        for (const mode of ["cors", "no-cors"] as const)
          expect(await fetched(page, url, { method: "POST", mode, headers, body })).toBe(FAILED);
      await page.evaluate(
        ([to, text]) => {
          const form = document.createElement("form");
          form.method = "post";
          form.action = to;
          form.enctype = "text/plain";
          const field = document.createElement("input");
          [field.name, field.value] = [text, ""];
          form.append(field);
          document.body.append(form);
          form.submit();
        },
        [url, body] as const,
      );
      await page.waitForURL(url);
      expect(await page.innerText("body")).toContain("not served to pages of other origins");
    }));

  test("loads no script and no style of the page, and shows it in no frame", () =>
    visited(async (page) => {
      const loads = await page.evaluate(
        (base) =>
          Promise.all(
            [
              ["script", "main.js"],
              ["script", "api/codes"],
              ["link", "base.css"],
              ["img", "icon.svg"],
            ].map(
              ([tag = "", file = ""]) =>
                new Promise((resolve) => {
                  const made = document.createElement(tag);
                  made.onload = () => resolve(`${file} loaded`);
                  made.onerror = () => resolve("refused");
                  if (tag === "link") made.setAttribute("rel", "stylesheet");
                  made.setAttribute(tag === "link" ? "href" : "src", `${base}/${file}`);
                  document.head.append(made);
                }),
            ),
          ),
        `${endpoint()}/_gatehouse`,
      );
      expect(loads).toEqual(["refused", "refused", "refused", "refused"]);
      await page.setContent(`<iframe src="${endpoint()}/_gatehouse#key=${key()}"></iframe>`);
      await page.waitForTimeout(500);
      const framed = await page.frames()[1]?.content();
      expect(framed ?? "").not.toContain("Gatehouse");
    }));

  test("may link to the page, and gets no hold of its window", () =>
    visited(async (page) => {
      const opened = page.context().waitForEvent("page");
      await page.evaluate(
        (to) => {
          Object.assign(globalThis, { held: window.open(to) });
        },
        `${endpoint()}/_gatehouse#key=${"x".repeat(32)}`,
      );
      const popup = await opened;
      await popup.getByRole("alert").getByText("This is not the key of the gate.").waitFor();
      expect(await popup.evaluate(() => window.opener)).toBeNull();
      expect(await page.evaluate(() => (globalThis as unknown as { held: Window }).held.closed)).toBe(true);
    }));
});

test("a site whose name resolves to this machine (DNS rebinding) gets nothing", async () => {
  const { port } = new URL(endpoint());
  const rebound = `http://${REBOUND}:${port}`;
  await at(`${rebound}/_gatehouse#key=${key()}`, async (page) => {
    expect(await page.innerText("body")).toContain("Only requests to 127.0.0.1, localhost");
    for (const name of NAMES) {
      const answer = await fetched(page, `/_gatehouse/api/${name}`, { headers: { "x-gatehouse": key() } });
      expect(answer).toMatch(/^basic 403 Only requests to/);
    }
  });
});

test("what the API answers has the page's origin, and still neither the key nor the page's API", async () => {
  const { page } = await visit(browser, running);
  // In the same tab, and so with the page's storage and history.
  await page.goto(`${endpoint()}/dev/health`);
  const seen = await page.evaluate(() =>
    JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      document.referrer,
      history.state,
      (globalThis as unknown as { navigation: { entries(): { url: string | null }[] } }).navigation
        .entries()
        .map(({ url }) => url),
    ]),
  );
  expect(seen).toContain("/dev/health");
  expect(seen).not.toContain(key());
  for (const name of NAMES)
    expect(await fetched(page, `/_gatehouse/api/${name}`)).toMatch(/^basic 403 .*Expected the key/);
  const framed = await page.evaluate(async () => {
    const frame = document.createElement("iframe");
    frame.src = "/_gatehouse";
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener("load", resolve));
    return frame.contentDocument?.title ?? "not readable";
  });
  expect(framed).not.toContain("Gatehouse");
  await page.context().close();
});

test("text of a call is shown as text", async () => {
  const { complaints, page } = await visit(browser, running);
  const { url } = running.gate.description;
  await page.getByRole("link", { name: "Calls" }).click();
  const markup = "<img src=x onerror=alert(1)><script>document.title='taken'</script>";
  await fetch(`${url}/health`, { headers: { "user-agent": markup } });
  const newest = page.locator("#calls-table tbody tr").first();
  await newest.filter({ hasText: "GET /dev/health" }).getByRole("button").click();
  await page.getByText("Function petstore-dev-health: ok").click();
  expect(await page.getByRole("group", { name: "Event of petstore-dev-health" }).innerText()).toContain(
    markup,
  );
  expect(await page.locator("main img, main script").count()).toBe(0);
  const run = await page.evaluate(() => {
    try {
      document.body.innerHTML = "<p>taken</p>";
      return "set";
    } catch (error) {
      return String(error);
    }
  });
  expect(run).toContain("requires 'TrustedHTML' assignment");
  expect(complaints.filter((line) => !line.includes("TrustedHTML"))).toEqual([]);
  await page.context().close();
});
