import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AxeResults, RunOptions } from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { RunningGate } from "../gates";

export interface Visit {
  readonly page: Page;
  /** Errors and warnings of the console, and requests to another origin. */
  readonly complaints: readonly string[];
}

/** The gate's page in a browser of its own, opened by the address that the start prints. */
export async function visit(
  browser: Browser,
  { gate }: Pick<RunningGate, "gate">,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  const { endpoint, page: place } = gate.description;
  page.on("console", (message) => {
    // A refused call is one of the page's subjects, and no fault of the page.
    const isAnswer = message.text().startsWith("Failed to load resource: the server responded");
    if (!isAnswer && (message.type() === "error" || message.type() === "warning"))
      complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(`${endpoint}/`)) complaints.push(`a request to ${request.url()}`);
  });
  await page.goto(place?.url ?? "");
  await page.getByText(/^\d+ of \d+ routes$/).waitFor();
  return { page, complaints };
}

export async function open(page: Page, view: string): Promise<void> {
  await page.getByRole("link", { name: view, exact: true }).click();
  await page.getByRole("heading", { level: 2, name: view }).waitFor();
}

/** Sends a request as a caller, and waits for its trace. */
export async function send(
  page: Page,
  {
    body,
    caller,
    parameters = {},
    route,
  }: {
    readonly caller: string;
    readonly route: string;
    readonly parameters?: Readonly<Record<string, string>>;
    readonly body?: string;
  },
): Promise<void> {
  await open(page, "Request");
  const form = page.locator("#request-form");
  await form.getByLabel("Caller").selectOption({ label: caller });
  await form.getByLabel("Route").selectOption({ label: route });
  for (const [name, value] of Object.entries(parameters)) await form.getByLabel(`{${name}}`).fill(value);
  if (body !== undefined) await form.getByLabel("Body").fill(body);
  await form.getByRole("button", { name: "Send" }).click();
  await page.locator("#request-result h3").waitFor();
}

/** A check of the trace as text: `Access refused No policy of …`. */
export function checks(page: Page, within = "#request-result"): Promise<string[]> {
  return page.locator(`${within} .trace li`).allInnerTexts();
}

const AXE = readFileSync(require.resolve("axe-core"), "utf8");

declare const axe: { run(options: RunOptions): Promise<AxeResults> };

/** What axe finds against the page as it is: the rule, and where it is broken. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const violations = await page.evaluate(
    async () => (await axe.run({ resultTypes: ["violations"] })).violations,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** How far the page is wider than the window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Keeps a picture of the page for the documentation, where the variable SCREENSHOTS names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}
