import type { Answer } from "../../client";
import { assert, register } from "../user-pool/passkeys/authenticator";
import type { PoolGate } from "../user-pool/pool-gate";
import { signingIn } from "../user-pool/signing-in";
import { asked, Browser, CALLBACK, domainGate, encoded, hiddenIn, inLocation, oauth } from "./domain-gate";

/**
 * The choice of the first factor at the login page. Source: Cognito Developer Guide, "Configure authentication methods for
 * managed login", and "User-interactive managed login endpoints" for /passkeys/add.
 */

const PASSWORD = "Right-Password-1";
const phone = { phone_number: "+15550100", phone_number_verified: "true" };
const users = [
  { username: "bob", password: PASSWORD, attributes: phone },
  { username: "carol", password: PASSWORD },
  { username: "unverified", password: PASSWORD, attributes: { email_verified: "false" } },
];
const explicitAuthFlows = ["ALLOW_USER_AUTH"];
const clients = {
  web: { oauth, explicitAuthFlows },
  server: { oauth, hasSecret: true, explicitAuthFlows },
  srp: { oauth, explicitAuthFlows: ["ALLOW_USER_SRP_AUTH"] },
};

let gate: PoolGate;
beforeAll(async () => {
  const settings = { firstFactors: ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"] as const };
  gate = await domainGate({ clients, settings }, { users: () => ({ users, where: "users" }) });
});
afterAll(() => gate?.stop());

async function named(browser: Browser, username: string, client_id = "web"): Promise<Answer> {
  return browser.post({ _csrf: await browser.open({ client_id }), username }, { client_id });
}

function expectSignedIn(browser: Browser, answer: Answer): void {
  expect(answer.status).toBe(302);
  expect(inLocation(answer).get("code")).toMatch(/^[\da-f-]{36}$/);
  expect(browser.cookies.has("cognito")).toBe(true);
}

const choices = ({ body }: Answer) =>
  [...body.matchAll(/name="answer" value="([^"]+)"/g)].map(([, name]) => name);

test("a client without the flow USER_AUTH asks for the password at once", async () => {
  const { body } = await new Browser(gate).send(`/login?${encoded(asked({ client_id: "srp" }))}`);
  expect(body).toContain('type="password"');
});

test("the page asks for the name first, and then how the user signs in", async () => {
  const browser = new Browser(gate);
  const { body } = await browser.send(`/login?${encoded(asked())}`);
  expect(body).not.toContain('type="password"');
  const choice = await named(browser, "bob");
  expect(choices(choice)).toEqual(["EMAIL_OTP", "PASSWORD", "SMS_OTP"]);
});

test.each(["web", "server"])("a password, at the client %s", async (client_id) => {
  const browser = new Browser(gate);
  const choice = await named(browser, "bob", client_id);
  const form = await browser.post({ ...hiddenIn(choice), answer: "PASSWORD" }, { client_id });
  const wrong = await browser.post({ ...hiddenIn(form), password: "wrong" }, { client_id });
  expect(wrong.body).toContain("Incorrect username or password.");
  expect(browser.cookies.has("cognito")).toBe(false);
  const again = await browser.post({ ...hiddenIn(wrong), username: "bob" }, { client_id });
  const right = await browser.post({ ...hiddenIn(again), answer: "PASSWORD" }, { client_id });
  expectSignedIn(browser, await browser.post({ ...hiddenIn(right), password: PASSWORD }, { client_id }));
});

test.each([
  ["EMAIL_OTP", /Code sent by e-mail to b\*+@e\*+/],
  ["SMS_OTP", /Code sent by text message to \+\*+0100/],
])("%s", async (answer, shown) => {
  const browser = new Browser(gate);
  const form = await browser.post({ ...hiddenIn(await named(browser, "bob")), answer });
  expect(form.body).toMatch(shown);
  const wrong = await browser.post({ ...hiddenIn(form), code: "x" });
  expect(wrong.body).toContain("Invalid code");
  const code = signingIn(gate, "web").sentCode("bob");
  expectSignedIn(browser, await browser.post({ ...hiddenIn(wrong), code }));
});

test("a user who has one way goes it at once", async () => {
  const form = await named(new Browser(gate), "unverified");
  expect(form.body).toContain('type="password"');
});

test("a way that was not offered cannot be chosen", async () => {
  const browser = new Browser(gate);
  for (const answer of ["WEB_AUTHN", "NONE", ""]) {
    const { body } = await browser.post({ ...hiddenIn(await named(browser, "bob")), answer });
    expect(body).toContain('role="alert"');
  }
});

describe("a passkey", () => {
  const optionsIn = ({ body }: Answer) => {
    const [, options = "{}"] = /data-options="([^"]+)"/.exec(body) ?? [];
    return JSON.parse(options.replaceAll("&quot;", '"'));
  };
  const address = `/passkeys/add?client_id=web&redirect_uri=${encodeURIComponent(CALLBACK)}`;
  const postPasskey = (browser: Browser, form: Record<string, string>) =>
    browser.send(address, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        origin: browser.origin,
        "sec-fetch-site": "same-origin",
      },
      body: encoded(form),
    });

  async function signedIn(username: string): Promise<Browser> {
    const browser = new Browser(gate);
    const choice = await named(browser, username);
    const form = await browser.post({ ...hiddenIn(choice), answer: "PASSWORD" });
    expectSignedIn(browser, await browser.post({ ...hiddenIn(form), password: PASSWORD }));
    return browser;
  }

  test("is added by a user who is signed in, and signs in", async () => {
    const browser = await signedIn("carol");
    const page = await browser.send(address);
    expect(page.headers["content-security-policy"]).toMatch(/script-src 'sha256-[^']+';/);
    const { credential, response } = register(optionsIn(page));
    const added = await postPasskey(browser, { ...hiddenIn(page), credential: JSON.stringify(response) });
    expect([added.status, added.headers.location]).toEqual([302, CALLBACK]);

    const other = new Browser(gate);
    const choice = await named(other, "carol");
    expect(choices(choice)).toEqual(["EMAIL_OTP", "PASSWORD", "WEB_AUTHN"]);
    const form = await other.post({ ...hiddenIn(choice), answer: "WEB_AUTHN" });
    const answer = (credentialJson: unknown) =>
      other.post({ ...hiddenIn(form), credential: JSON.stringify(credentialJson) });
    const evil = assert(optionsIn(form), credential, { origin: "https://evil.example" });
    expect((await answer(evil)).body).toContain("The passkey is not valid for the user.");
    expect(other.cookies.has("cognito")).toBe(false);
    expectSignedIn(other, await answer(assert(optionsIn(form), credential)));
  });

  test("is not added by a browser in which nobody is signed in", async () => {
    const { headers } = await new Browser(gate).send(address);
    expect(headers.location).toMatch(/^\/login\?client_id=web&.*response_type=code/);
  });

  test("is not added by a form of another site, nor where it is none", async () => {
    const browser = await signedIn("bob");
    const page = await browser.send(address);
    const { response } = register(optionsIn(page));
    const credential = JSON.stringify(response);
    const forged = await postPasskey(browser, { ...hiddenIn(page), _csrf: "x".repeat(43), credential });
    expect(forged.status).toBe(400);
    const broken = await postPasskey(browser, { ...hiddenIn(page), credential: "{" });
    expect(broken.body).toContain('role="alert">');
    expect(choices(await named(new Browser(gate), "bob"))).not.toContain("WEB_AUTHN");
  });

  test("no address of another client is gone to", async () => {
    const browser = await signedIn("bob");
    const answer = await browser.send("/passkeys/add?client_id=web&redirect_uri=https://evil.example/");
    expect(String(answer.headers.location)).toMatch(/^\/error\?error=redirect_mismatch/);
  });
});
