/** examples/web as it is built, and what its users do in it. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { ListedUser } from "../../gateway/cognito/directory/listed-users";
import { installPackages } from "../../quality/clients/install";
import { findings, overflow } from "./page/visit";
import { listen, type Running } from "./servers";

export const EXAMPLE = join(__dirname, "../../examples/web");
export const PASSWORD = "Only-for-localhost-1";
export const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const users: readonly ListedUser[] = [
  { username: "alice", groups: ["admin"], password: PASSWORD },
  { username: "bob", groups: ["user"], password: PASSWORD },
  { username: "carol", groups: ["user"], password: PASSWORD, totp: SECRET },
  { username: "dave", password: PASSWORD },
  { username: "erin", groups: ["user"], password: PASSWORD, mustChangePassword: true },
];
/** The gate's users are these. */
export const listed = { users: () => ({ users, where: "users" }) };

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
};

/** Installs its packages where they are missing, and compiles it with its own settings. */
export function buildWebExample(): void {
  installPackages(EXAMPLE);
  execFileSync("npm", ["run", "build"], { cwd: EXAMPLE, stdio: "pipe" });
}

/** Serves what was built. `outputs` is /amplify_outputs.json; undefined where there is none. */
export function serveWebExample(outputs: () => string | undefined): Promise<Running> {
  return listen(({ url = "/" }, response) => {
    const path = url === "/" ? "/index.html" : url;
    try {
      const body = path === "/amplify_outputs.json" ? outputs() : readFileSync(join(EXAMPLE, "dist", path));
      response.writeHead(body === undefined ? 404 : 200, { "content-type": TYPES[extname(path)] });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
}

/** Options of the browser's context, and which errors on the console are expected. */
export interface Visit extends BrowserContextOptions {
  readonly expected?: RegExp;
}

/** A page with a session of its own. Fails if the page complains of more than refused calls. */
export async function visit(
  browser: Browser,
  at: string,
  use: (page: Page) => Promise<void>,
  { expected = /^Failed to load resource: the server responded/, ...options }: Visit = {},
): Promise<void> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => {
    if (message.type() === "error" && !expected.test(message.text())) complaints.push(message.text());
  });
  try {
    await page.goto(`${at}/`);
    await use(page);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

export async function signIn(page: Page, username: string, password = PASSWORD): Promise<void> {
  await page.getByLabel("User name").fill(username);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Signs a user in of whom nothing else is asked. */
export async function signedIn(page: Page, username: string): Promise<void> {
  await signIn(page, username);
  await says(page, "You are signed in.");
}

export async function add(page: Page, name: string): Promise<void> {
  await page.getByLabel("Name of a new pet").fill(name);
  await page.getByRole("button", { name: "Add" }).click();
}

export const says = (page: Page, text: string) =>
  page.getByRole("status").getByText(text, { exact: true }).waitFor();
export const refuses = (page: Page, text: string | RegExp) =>
  page.getByRole("alert").getByText(text).waitFor();
export const pets = (page: Page) =>
  page.getByRole("list", { name: "Pets" }).getByRole("listitem").allInnerTexts();

/** That axe finds nothing, and that nothing is wider than the window. */
export async function sound(page: Page, state: string): Promise<void> {
  expect({ state, findings: await findings(page) }).toEqual({ state, findings: [] });
  expect({ state, overflow: await overflow(page) }).toEqual({ state, overflow: 0 });
}
