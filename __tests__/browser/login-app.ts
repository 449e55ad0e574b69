import type { Browser } from "playwright-core";
import type { GateDescription } from "../../gateway";
import type { Environment } from "../../stacks/environments";
import { launch } from "./chromium";
import { loginGate } from "./gates";
import { listen } from "./servers";

/** An app whose users sign in at the login pages of the pet store's dev, and a browser for both. */
export interface LoginApp {
  readonly browser: Browser;
  readonly gate: GateDescription;
  /** As people write it: `http://localhost:3000` */
  readonly endpoint: string;
  /** The app's page, where its users come back. */
  readonly callback: string;
  close(): Promise<void>;
}

export async function loginApp(userPool: Partial<Environment["userPool"]> = {}): Promise<LoginApp> {
  const page = await listen((_request, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end('<!doctype html><html lang="en"><title>App</title><p>The app</p>');
  });
  const callback = `http://localhost:${page.port}/in`;
  const [browser, { gate, stop }] = await Promise.all([launch(), loginGate(callback, userPool)]);
  return {
    browser,
    gate: gate.description,
    endpoint: gate.description.endpoint.replace("127.0.0.1", "localhost"),
    callback,
    async close() {
      await browser.close();
      await Promise.all([stop(), page.close()]);
    },
  };
}
