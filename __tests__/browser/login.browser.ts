import { createHash, randomBytes } from "node:crypto";
import type { Page } from "playwright-core";
import type { GateDescription } from "../../gateway";
import { loginGate } from "./gates";
import { type LoginApp, loginApp } from "./login-app";

/** The login page in a real browser, from an app's first redirect to a call of the API, with dev's own Terraform. */

jest.setTimeout(120_000);

let app: LoginApp;
beforeAll(async () => {
  app = await loginApp();
});
afterAll(() => app?.close());

const verifier = randomBytes(32).toString("base64url");

function address(changes: Readonly<Record<string, string>> = {}): string {
  const parameters = new URLSearchParams({
    response_type: "code",
    client_id: app.gate.clientId ?? "",
    redirect_uri: app.callback,
    scope: "openid email",
    state: "s1",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...changes,
  });
  return `${app.endpoint}/oauth2/authorize?${parameters}`;
}

/** A page in a browser without cookies, and what it complains of. */
async function visit(width = 360): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
  const context = await app.browser.newContext({ viewport: { width, height: 640 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("request", (request) => {
    const { hostname } = new URL(request.url());
    if (hostname !== "localhost") complaints.push(`a request to ${request.url()}`);
  });
  return { page, complaints };
}

/** What the app's page gets for the code that it was sent. */
async function inApp(page: Page): Promise<{ readonly token: number; readonly claims: unknown }> {
  return page.evaluate(
    async ({ client_id, code_verifier, redirect_uri, token }) => {
      const code = new URLSearchParams(globalThis.location.search).get("code") ?? "";
      const body = new URLSearchParams({
        grant_type: "authorization_code",
        client_id,
        redirect_uri,
        code,
        code_verifier,
      });
      const response = await fetch(token, { method: "POST", body });
      const { id_token = ".e30" } = await response.json();
      const claims = JSON.parse(atob(id_token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/")));
      return { token: response.status, claims };
    },
    {
      client_id: app.gate.clientId ?? "",
      code_verifier: verifier,
      redirect_uri: app.callback,
      token: `${app.endpoint}/oauth2/token`,
    },
  );
}

test("a user signs in by keyboard, and the app's page gets the tokens", async () => {
  const { complaints, page } = await visit();
  await page.goto(address());
  expect(await page.title()).toBe("Sign in");
  // The page fits a phone.
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.getByLabel("User name").focus();
  await page.keyboard.type("bob");
  await page.keyboard.press("Tab");
  await page.keyboard.type("wrong");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").waitFor();
  expect(await page.getByRole("alert").textContent()).toBe("Incorrect username or password.");
  expect(await page.getByLabel("User name").inputValue()).toBe("bob");
  await page
    .getByLabel("Password")
    .fill(app.gate.users.find(({ username }) => username === "bob")?.password ?? "");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${app.callback}?*`);
  expect(await inApp(page)).toMatchObject({ token: 200, claims: { email: "bob@example.com" } });
  // The next request of an app needs no form.
  await page.goto(address({ state: "s2" }));
  expect(page.url()).toMatch(/[?&]state=s2$/);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test.each(["Corp", "Company"])("a user of %s signs in at the page that stands in for it", async (name) => {
  const { complaints, page } = await visit();
  await page.goto(address());
  await signInAt(name, page, app.gate);
  await page.waitForURL(`${app.callback}?*`);
  expect(await inApp(page)).toMatchObject({
    token: 200,
    claims: {
      email: `carol@${name.toLowerCase()}.example`,
      "cognito:username": expect.stringMatching(new RegExp(`^${name}_`)),
    },
  });
  expect(complaints).toEqual([]);
  await page.context().close();
});

/** Company speaks SAML, whose response the user takes on. */
async function signInAt(name: string, page: Page, { externalUsers }: GateDescription): Promise<void> {
  const carol = externalUsers.find(({ provider, username }) => provider === name && username === "carol");
  await page.getByRole("link", { name: `Sign in with ${name}` }).click();
  expect(await page.title()).toBe(`Sign in to ${name}`);
  await page.getByLabel("User name").fill("carol");
  await page.getByLabel("Password").fill(carol?.password ?? "");
  await page.getByRole("button", { name: "Sign in" }).click();
  if (name === "Company") await page.getByRole("button", { name: "Continue" }).click();
}

test("over TLS, a response of a SAML provider comes from another site", async () => {
  const secure = await loginGate(app.callback, {}, { https: true });
  try {
    const context = await app.browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    const { description } = secure.gate;
    const origin = description.endpoint.replace("127.0.0.1", "localhost");
    await page.goto(address({ client_id: description.clientId ?? "" }).replace(app.endpoint, () => origin));
    await signInAt("Company", page, description);
    await page.waitForURL(`${app.callback}?*`);
    expect(page.url()).toMatch(/[?&]code=/);
    await context.close();
  } finally {
    await secure.stop();
  }
});

test("a page of another origin cannot sign a browser in, nor show the page in a frame", async () => {
  const { page } = await visit();
  await page.goto(new URL("/", app.callback).href);
  const login = address().replace("/oauth2/authorize", "/login");
  await page.setContent(
    `<form method="post" action="${login.replaceAll("&", "&amp;")}"><input name="_csrf" value="${"x".repeat(43)}"><input name="username" value="bob">
     <input name="password" value="${app.gate.users[1]?.password}"><button>Send</button></form><iframe src="${login.replaceAll("&", "&amp;")}"></iframe>`,
  );
  const framed = await page.frames()[1]?.content();
  expect(framed ?? "").not.toContain("Password");
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByRole("alert").waitFor();
  const cookies = await page.context().cookies();
  expect(cookies.map(({ name }) => name)).not.toContain("cognito");
  await page.context().close();
});

test("scripts do not see the page's cookies", async () => {
  const { page } = await visit();
  await page.goto(address());
  expect(await page.evaluate(() => document.cookie)).toBe("");
  const cookies = await page.context().cookies();
  expect(cookies.map(({ httpOnly, name, sameSite }) => ({ name, httpOnly, sameSite }))).toEqual([
    { name: "XSRF-TOKEN", httpOnly: true, sameSite: "Lax" },
  ]);
  await page.context().close();
});
