import { createHash } from "node:crypto";
import { APP_SCHEME, asked, Browser, encoded, type Parameters } from "../domain-gate";
import { expectNothing, running, signedIn } from "./attacked-gate";

/** What attackers try at the login page: each is refused, and neither a code nor a token is made. */

describe("the login page", () => {
  const password = () => running.password("bob");

  test.each<[name: string, form: (csrf: string) => Parameters, headers: Readonly<Record<string, string>>]>([
    ["without the form's token", () => ({ username: "bob", password: password() }), {}],
    ["with another token", () => ({ _csrf: "x".repeat(43), username: "bob", password: password() }), {}],
    [
      "from another origin",
      (_csrf) => ({ _csrf, username: "bob", password: password() }),
      { origin: "https://evil.example" },
    ],
    [
      "from another port",
      (_csrf) => ({ _csrf, username: "bob", password: password() }),
      { origin: "http://127.0.0.1:5173" },
    ],
    [
      "from a sandboxed frame",
      (_csrf) => ({ _csrf, username: "bob", password: password() }),
      { origin: "null" },
    ],
    [
      "from another site, as the browser says",
      (_csrf) => ({ _csrf, username: "bob", password: password() }),
      { "sec-fetch-site": "cross-site" },
    ],
    [
      "from another port, as the browser says",
      (_csrf) => ({ _csrf, username: "bob", password: password() }),
      { "sec-fetch-site": "same-site" },
    ],
    [
      "as JSON",
      (_csrf) => ({ _csrf, username: "bob", password: password() }),
      { "content-type": "text/plain" },
    ],
  ])("takes no form %s", async (_name, form, headers) => {
    const browser = new Browser(running);
    const answer = await browser.post(form(await browser.open()), {}, headers);
    expect(answer).toMatchObject({ status: 400, body: expect.stringContaining("The form is too old") });
    expect(browser.cookies.has("cognito")).toBe(false);
    expectNothing(answer);
  });

  test("takes no form whose token is that of another browser", async () => {
    const token = await new Browser(running).open();
    const victim = new Browser(running);
    await victim.open();
    expect(await victim.post({ _csrf: token, username: "bob", password: password() })).toMatchObject({
      status: 400,
    });
    expect(victim.cookies.has("cognito")).toBe(false);
  });

  test("checks the request again when the form is sent", async () => {
    const browser = new Browser(running);
    const _csrf = await browser.open();
    const answer = await browser.post(
      { _csrf, username: "bob", password: password() },
      { redirect_uri: "https://evil.example" },
    );
    expect(answer.headers.location).toBe("/error?error=redirect_mismatch&client_id=web");
    expect(browser.cookies.has("cognito")).toBe(false);
  });

  test("answers a wrong password and an unknown user alike", async () => {
    const browser = new Browser(running);
    const bodies = [];
    for (const username of ["bob", "nobody"]) {
      const _csrf = await browser.open();
      const answer = await browser.post({ _csrf, username, password: "wrong" });
      expect(answer.status).toBe(200);
      expectNothing(answer);
      bodies.push(answer.body.replaceAll(username, "USER"));
    }
    expect(bodies[0]).toContain("Incorrect username or password.");
    expect(bodies[0]).toBe(bodies[1]);
    expect(browser.cookies.has("cognito")).toBe(false);
  });

  test("gives each sign-in a new cookie, which scripts and forms of other sites cannot use", async () => {
    const browser = new Browser(running);
    browser.cookies.set("cognito", "planted");
    const { headers } = await browser.signIn("bob");
    const cookie = [headers["set-cookie"]].flat().find((set) => set?.startsWith("cognito="));
    expect(cookie).toMatch(/^cognito=[\w-]{43}; Path=\/; Max-Age=3600; HttpOnly; SameSite=Lax$/);
    expect(browser.cookies.get("cognito")).not.toBe("planted");
  });

  test("of a client that offers no way to sign in does not sign in", async () => {
    const browser = new Browser(running);
    const changes = { client_id: "hidden" };
    expect(await browser.send(`/login?${encoded(asked(changes))}`)).toMatchObject({ status: 400 });
    const _csrf = await browser.open();
    const answer = await browser.post({ _csrf, username: "bob", password: password() }, changes);
    expect(answer.status).toBe(400);
    expectNothing(answer);
    // A browser that signed in at another client is not sent on either.
    expectNothing(await signedIn.authorize(changes));
  });

  const HTML = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`;

  test("shows what it was given as text", async () => {
    const browser = new Browser(running);
    const changes = { login_hint: HTML, state: HTML, nonce: HTML };
    const pages = [
      await browser.send(`/login?${encoded(asked(changes))}`),
      await browser.post({ _csrf: await browser.open(), username: HTML, password: "wrong" }, changes),
      await browser.send(`/error?${encoded({ error: HTML, client_id: HTML })}`),
      await browser.send(`/error?error=toString`),
    ];
    for (const { body } of pages) {
      expect(body).not.toMatch(/<script|<img|onerror='/);
      expect(body).toContain("<h1>");
    }
    expect(pages[1]?.body).toContain("&quot;&gt;&lt;script&gt;");
  });

  test("runs no script, loads nothing, is in no frame, and sends its form on to the client alone", async () => {
    const { body, headers } = await new Browser(running).send(`/login?${encoded(asked())}`);
    const style = /<style>([^<]*)<\/style>/.exec(body)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(headers).toMatchObject({
      "content-security-policy": `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self' http://localhost:5173; base-uri 'none'; frame-ancestors 'none'`,
      "x-frame-options": "DENY",
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cache-control": "no-store",
    });
    expect(body).not.toMatch(/<script|src=|https?:\/\//);
    const app = await new Browser(running).send(`/login?${encoded(asked({ redirect_uri: APP_SCHEME }))}`);
    expect(app.headers["content-security-policy"]).toContain("form-action 'self' com.example.shop:;");
  });
});
