import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import type { PageCall, Seen, SignedIn, SignIn } from "./in-page";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * Launches a browser with a temporary profile.
 *
 * @param names host names that resolve to 127.0.0.1
 * @throws on a machine without one, so that the test fails
 */
export function launch(names: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place));
  if (executablePath === undefined)
    throw new Error(`There is no Chromium at ${PLACES.join(", ")}: install it, or set CHROMIUM to its path.`);
  return chromium.launch({
    executablePath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // Pictures have fewer colours.
      "--disable-lcd-text",
      ...(names.length === 0
        ? []
        : [`--host-resolver-rules=${names.map((name) => `MAP ${name} 127.0.0.1`).join(", ")}`]),
    ],
  });
}

/** A page of an origin, whose script makes calls. */
export class Visitor {
  private constructor(
    readonly origin: string,
    private readonly page: Page,
  ) {}

  static async at(browser: Browser, origin: string): Promise<Visitor> {
    const page = await browser.newPage();
    await page.goto(`${origin}/`);
    const visitor = new Visitor(origin, page);
    const loaded = await page.evaluate(() => globalThis.location.origin);
    if (loaded !== origin) throw new Error(`the page is of ${loaded}, not of ${origin}`);
    return visitor;
  }

  call(request: PageCall): Promise<Seen> {
    return this.page.evaluate((sent) => globalThis.client.call(sent), request);
  }

  signIn(who: SignIn): Promise<SignedIn> {
    return this.page.evaluate((sent) => globalThis.client.signIn(sent), who);
  }
}
