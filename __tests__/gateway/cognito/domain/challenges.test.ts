import { SetUserMFAPreferenceCommand } from "@aws-sdk/client-cognito-identity-provider";
import { totpCode } from "../../../../gateway/cognito/totp";
import { poolSettings } from "../../../terraform/build/user-pool";
import type { Answer } from "../../client";
import { type PoolGate, refusal } from "../user-pool/pool-gate";
import { signingIn } from "../user-pool/signing-in";
import { asked, Browser, domainGate, encoded, hiddenIn, inLocation, type Parameters } from "./domain-gate";

/** Second factors and new passwords at the login page: the user pool's own challenges. */

const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const users = [
  { username: "totp", password: "Right-Password-1", totp: SECRET },
  { username: "phone", password: "Right-Password-1", attributes: { phone_number: "+15550100" } },
  { username: "both", password: "Right-Password-1", totp: SECRET, attributes: { phone_number: "+15550101" } },
  { username: "new", password: "Temporary-1", mustChangePassword: true },
  { username: "bare", password: "Right-Password-1" },
];

let now = new Date();
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1_000);
};
const options = { now: () => now, users: () => ({ users, where: "users" }) };
const mfa = { ...poolSettings.mfa, sms: true, softwareToken: true };
const clients = { c: { explicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"] } };

let optional: PoolGate;
let required: PoolGate;
beforeAll(async () => {
  optional = await domainGate({ clients, settings: { mfa: { ...mfa, mode: "OPTIONAL" } } }, options);
  required = await domainGate({ clients, settings: { mfa: { ...mfa, sms: false, mode: "ON" } } }, options);
});
afterAll(() => Promise.all([optional, required].map((gate) => gate?.stop())));
beforeEach(() => later(60));

async function byPassword(browser: Browser, username: string, password: string, changes: Parameters = {}) {
  return browser.post({ _csrf: await browser.open(changes), username, password }, changes);
}

function expectSignedIn(browser: Browser, answer: Answer): void {
  expect(answer.status).toBe(302);
  expect(inLocation(answer).get("code")).toMatch(/^[\da-f-]{36}$/);
  expect(browser.cookies.has("cognito")).toBe(true);
}

function expectNobody(browser: Browser, answer: Answer): void {
  expect(`${answer.headers.location ?? ""}`).toBe("");
  expect(browser.cookies.has("cognito")).toBe(false);
}

test.each(["web", "server"])("a code of the authenticator app, at the client %s", async (client_id) => {
  const browser = new Browser(optional);
  const page = await byPassword(browser, "totp", "Right-Password-1", { client_id });
  expectNobody(browser, page);
  expect(page.body).toContain("Code of your authenticator app");
  const wrong = await browser.post({ ...hiddenIn(page), code: "000000" }, { client_id });
  expect(wrong.body).toContain("Invalid code received for user");
  expectNobody(browser, wrong);
  const right = await browser.post({ ...hiddenIn(wrong), code: totpCode(SECRET, now) }, { client_id });
  expectSignedIn(browser, right);
});

/** Lets a user be asked for a code by text message, as an app does. */
async function prefersText(username: string): Promise<void> {
  const { password, respond } = signingIn(optional, "c");
  const { AuthenticationResult, Session } = await password(username, "Right-Password-1");
  const answer = { USERNAME: username, SOFTWARE_TOKEN_MFA_CODE: totpCode(SECRET, now), Session };
  const signedIn = AuthenticationResult ?? (await respond("SOFTWARE_TOKEN_MFA", answer)).AuthenticationResult;
  await optional.sdk.send(
    new SetUserMFAPreferenceCommand({
      AccessToken: signedIn?.AccessToken,
      SMSMfaSettings: { Enabled: true },
      ...(username === "both" && { SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: false } }),
    }),
  );
  later(30);
}

test("a code by text message", async () => {
  await prefersText("phone");
  const browser = new Browser(optional);
  const page = await byPassword(browser, "phone", "Right-Password-1");
  expect(page.body).toMatch(/Code sent by text message to \+\*+0100/);
  expectSignedIn(
    browser,
    await browser.post({ ...hiddenIn(page), code: signingIn(optional, "web").sentCode("phone") }),
  );
});

test("the choice between two factors", async () => {
  await prefersText("both");
  const browser = new Browser(optional);
  const choice = await byPassword(browser, "both", "Right-Password-1");
  expect(choice.body).toMatch(/type="radio" name="answer" value="SOFTWARE_TOKEN_MFA"/);
  const page = await browser.post({ ...hiddenIn(choice), answer: "SOFTWARE_TOKEN_MFA" });
  expectNobody(browser, page);
  expectSignedIn(browser, await browser.post({ ...hiddenIn(page), code: totpCode(SECRET, now) }));
});

test("a new password in place of a temporary one", async () => {
  const browser = new Browser(optional);
  const page = await byPassword(browser, "new", "Temporary-1");
  const short = await browser.post({ ...hiddenIn(page), "new-password": "short" });
  expect(short.body).toContain('role="alert"');
  expectNobody(browser, short);
  expectSignedIn(browser, await browser.post({ ...hiddenIn(short), "new-password": "Lasting-Password-2" }));
  const again = new Browser(optional);
  expectSignedIn(again, await byPassword(again, "new", "Lasting-Password-2"));
});

test("a pool that requires a second factor has a user set one up before anything is given", async () => {
  const browser = new Browser(required);
  const page = await byPassword(browser, "bare", "Right-Password-1");
  const secret = /<code>([A-Z2-7]{32,})<\/code>/.exec(page.body)?.[1] ?? "none";
  const wrong = await browser.post({ ...hiddenIn(page), code: "000000" });
  expect(wrong.body).toContain("Code mismatch");
  // The key that the user has added already stays.
  expect(wrong.body).toContain(secret);
  expectNobody(browser, wrong);
  expectSignedIn(browser, await browser.post({ ...hiddenIn(wrong), code: totpCode(secret, now) }));
  later(30);
  const next = new Browser(required);
  const code = await byPassword(next, "bare", "Right-Password-1");
  expect(code.body).toContain("Code of your authenticator app");
  expectSignedIn(next, await next.post({ ...hiddenIn(code), code: totpCode(secret, now) }));
});

describe("refused, and nobody is signed in:", () => {
  test("a step of the page by the user pool's API, and the other way round", async () => {
    const browser = new Browser(optional);
    const { session = "" } = hiddenIn(
      await byPassword(browser, "totp", "Right-Password-1", { client_id: "web" }),
    );
    const { password, respond } = signingIn(optional, "c");
    const answer = { USERNAME: "totp", SOFTWARE_TOKEN_MFA_CODE: totpCode(SECRET, now) };
    expect(
      await refusal(
        signingIn(optional, "web").respond("SOFTWARE_TOKEN_MFA", { ...answer, Session: session }),
      ),
    ).toBe("NotAuthorizedException: Invalid session for the user.");
    const { Session = "" } = await password("totp", "Right-Password-1");
    const page = await browser.post({
      _csrf: await browser.open(),
      challenge: "SOFTWARE_TOKEN_MFA",
      username: "totp",
      session: Session,
      code: totpCode(SECRET, now),
    });
    expect(page.body).toContain("Invalid session for the user.");
    expectNobody(browser, page);
    // The API's own session is still good there.
    expect((await respond("SOFTWARE_TOKEN_MFA", { ...answer, Session })).AuthenticationResult).toBeDefined();
  });

  test.each<[name: string, changes: (hidden: Record<string, string>) => Parameters]>([
    ["no session", () => ({ session: undefined })],
    [
      "another session",
      ({ session = "" }) => ({ session: session.replace(/^./, (char) => (char === "A" ? "B" : "A")) }),
    ],
    ["another user", () => ({ username: "phone" })],
    ["another challenge", () => ({ challenge: "SMS_MFA" })],
    ["the set-up of a new factor in place of the old one", () => ({ challenge: "MFA_SETUP" })],
    ["a challenge that the page does not have", () => ({ challenge: "PASSWORD_VERIFIER" })],
    ["a challenge of a prototype", () => ({ challenge: "constructor" })],
    ["no code", () => ({ code: undefined })],
  ])("%s", async (_name, changes) => {
    const browser = new Browser(optional);
    const hidden = hiddenIn(await byPassword(browser, "totp", "Right-Password-1"));
    const answer = await browser.post({ ...hidden, code: totpCode(SECRET, now), ...changes(hidden) });
    expect(answer.status).toBe(200);
    expectNobody(browser, answer);
  });

  test("a step that began at another client", async () => {
    const browser = new Browser(optional);
    const hidden = hiddenIn(await byPassword(browser, "totp", "Right-Password-1"));
    const answer = await browser.post({ ...hidden, code: totpCode(SECRET, now) }, { client_id: "bare" });
    expect(answer.body).toContain("Invalid session for the user.");
    expectNobody(browser, answer);
  });

  test("what a form carries along for display is shown as text", async () => {
    const browser = new Browser(optional);
    const hidden = hiddenIn(await byPassword(browser, "phone", "Right-Password-1"));
    const html = "<script>alert(1)</script>";
    for (const shown of [
      JSON.stringify({ CODE_DELIVERY_DESTINATION: html, SECRET_CODE: html }),
      html,
      "[1]",
      "null",
    ]) {
      const { body } = await browser.post({ ...hidden, shown, username: `phone${html}`, code: "000000" });
      expect(body).not.toContain("<script");
    }
  });

  test("a browser that has only given the password, at the next client", async () => {
    const browser = new Browser(optional);
    await byPassword(browser, "totp", "Right-Password-1");
    const { headers } = await browser.send(`/oauth2/authorize?${encoded(asked())}`);
    expect(headers.location).toMatch(/^\/login\?/);
  });
});
