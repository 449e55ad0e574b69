import { poolSettings } from "../../../terraform/build/user-pool";
import type { Answer } from "../../client";
import type { PoolGate } from "../user-pool/pool-gate";
import { signingIn } from "../user-pool/signing-in";
import { asked, Browser, domainGate, encoded, inLocation, type Parameters } from "./domain-gate";

/** The pages by which users make an account, and choose a new password. */

let running: PoolGate;
let closed: PoolGate;
beforeAll(async () => {
  const open = { ...poolSettings, allowsSignUp: true, autoVerifiedAttributes: ["email"] } as const;
  running = await domainGate({ settings: open });
  closed = await domainGate({ settings: { ...open, allowsSignUp: false, recovery: ["admin_only"] } });
});
afterAll(() => Promise.all([running, closed].map((gate) => gate?.stop())));

/** Opens a page, and sends its form. */
async function send(browser: Browser, path: string, form: Parameters, client_id = "web"): Promise<Answer> {
  const address = `${path}?${encoded(asked({ client_id }))}`;
  const { body } = await browser.send(address);
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(body)?.[1];
  return browser.send(address, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: browser.origin },
    body: encoded({ _csrf, ...form }),
  });
}

const codeFor = (username: string) => signingIn(running, "web").sentCode(username);
const PASSWORD = "Right-Password-1";
const account = (username: string) => ({
  username,
  password: PASSWORD,
  "attribute.email": `${username}@example.com`,
});
const toLogin = (client_id = "web") => ({
  status: 302,
  headers: { location: `/login?${encoded(asked({ client_id }))}` },
});

test.each(["web", "server"])(
  "a visitor makes an account, confirms it, and signs in: at the client %s",
  async (client_id) => {
    const browser = new Browser(running);
    const username = `erin-${client_id}`;
    const page = await send(browser, "/signup", account(username), client_id);
    expect(page).toMatchObject({ status: 200, body: expect.stringContaining("Confirm your account") });
    const wrong = await send(browser, "/signup", { username, code: "000000" }, client_id);
    expect(wrong.body).toContain("Invalid verification code provided, please try again.");
    expect(await send(browser, "/signup", { username, code: codeFor(username) }, client_id)).toMatchObject(
      toLogin(client_id),
    );
    expect(browser.cookies.has("cognito")).toBe(false);
    const signedIn = await send(browser, "/login", { username, password: PASSWORD }, client_id);
    expect(inLocation(signedIn).get("code")).toMatch(/./);
  },
);

test("a user who did not confirm the account is asked to, with a new code", async () => {
  const browser = new Browser(running);
  await send(browser, "/signup", account("frank"));
  const first = codeFor("frank");
  const page = await send(browser, "/login", { username: "frank", password: PASSWORD });
  expect(page.body).toContain("Confirm your account");
  expect(browser.cookies.has("cognito")).toBe(false);
  expect(codeFor("frank")).not.toBe(first);
  expect(await send(browser, "/signup", { username: "frank", code: codeFor("frank") })).toMatchObject(
    toLogin(),
  );
});

test("a name that is taken and a weak password are refused in Cognito's words, and the form keeps the rest", async () => {
  const browser = new Browser(running);
  const taken = await send(browser, "/signup", account("bob"));
  expect(taken.body).toContain("User already exists");
  const weak = await send(browser, "/signup", { ...account("grace"), password: "Weak-1" });
  expect(weak.body).toContain("Password did not conform with policy");
  expect(weak.body).toContain('value="grace@example.com"');
  expect(weak.body).not.toContain("Weak-1");
});

test("a user chooses a new password by a code, and the old one no longer works", async () => {
  const browser = new Browser(running);
  const page = await send(browser, "/forgotPassword", { username: "bob" });
  expect(page.body).toContain("New password");
  const reset = (code: string) =>
    send(browser, "/forgotPassword", { username: "bob", code, "new-password": "Another-Password-2" });
  expect((await reset("000000")).body).toContain("Invalid verification code provided, please try again.");
  expect(await reset(codeFor("bob"))).toMatchObject(toLogin());
  const old = await send(browser, "/login", { username: "bob", password: running.password("bob") });
  expect(old.body).toContain("Incorrect username or password.");
  const signedIn = await send(browser, "/login", { username: "bob", password: "Another-Password-2" });
  expect(inLocation(signedIn).get("code")).toMatch(/./);
});

test("the login page links to what the pool allows, and no more", async () => {
  const links = async (gate: PoolGate) => {
    const { body } = await new Browser(gate).send(`/login?${encoded(asked())}`);
    return [...body.matchAll(/<a href="(\/\w+)\?/g)].map(([, path]) => path);
  };
  expect(await links(running)).toEqual(["/forgotPassword", "/signup"]);
  expect(await links(closed)).toEqual([]);
});

test("a pool that lets nobody sign up makes no account, and one without recovery sends no code", async () => {
  const browser = new Browser(closed);
  expect(await browser.send(`/signup?${encoded(asked())}`)).toMatchObject({ status: 400 });
  const _csrf = await browser.open();
  const post = (path: string, form: Parameters) =>
    browser.send(`${path}?${encoded(asked())}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", origin: browser.origin },
      body: encoded({ _csrf, ...form }),
    });
  expect(await post("/signup", account("heidi"))).toMatchObject({ status: 400 });
  expect((await post("/forgotPassword", { username: "bob" })).body).toContain(
    "Contact administrator to reset password.",
  );
  const refused = await post("/login", { username: "heidi", password: PASSWORD });
  expect(refused.body).toContain("Incorrect username or password.");
});

test.each(["/signup", "/forgotPassword"])(
  "%s takes no form of another page, and shows what it was given as text",
  async (path) => {
    const browser = new Browser(running);
    const html = `"><script>alert(1)</script>`;
    const foreign = await browser.send(`${path}?${encoded(asked())}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", origin: "https://evil.example" },
      body: encoded({ ...account("ivan"), _csrf: await browser.open() }),
    });
    expect(foreign).toMatchObject({ status: 400, body: expect.stringContaining("The form is too old") });
    const { body } = await send(browser, path, { ...account(html), code: html });
    expect(body).not.toContain("<script");
    const elsewhere = await browser.send(
      `${path}?${encoded(asked({ redirect_uri: "https://evil.example" }))}`,
    );
    expect(elsewhere.headers.location).toMatch(/^\/error\?error=redirect_mismatch/);
    const page = await send(browser, "/login", { username: "ivan", password: PASSWORD });
    expect(page.body).toContain("Incorrect username or password.");
  },
);
