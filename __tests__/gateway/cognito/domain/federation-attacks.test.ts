import { type Answer, call } from "../../client";
import { Browser, encoded, inLocation } from "./domain-gate";
import { all, answered, atProvider, later, passwordOf, running, send } from "./federation-gate";

/** Sign-ins by other services that are refused. */

describe("refused, and nobody is signed in:", () => {
  const nobody = (browser: Browser, { body, headers }: Answer) => {
    expect(`${headers.location ?? ""}\n${body}`).not.toMatch(/[?&](code|id_token)=/);
    expect(browser.cookies.has("cognito")).toBe(false);
  };

  test("a provider that the client, or the pool, does not have", async () => {
    for (const identity_provider of ["Other", "Nobody", "__proto__"]) {
      const browser = new Browser(running);
      const answer = await browser.authorize({ client_id: "all", identity_provider });
      expect(inLocation(answer).get("error")).toBe("invalid_request");
      nobody(browser, answer);
    }
    const own = await new Browser(running).authorize({ client_id: "corp", identity_provider: "COGNITO" });
    expect(inLocation(own).get("error")).toBe("invalid_request");
  });

  test("the form of the user pool at a client that takes other services alone", async () => {
    const browser = new Browser(running);
    const _csrf = await browser.open({ client_id: "all" });
    const answer = await browser.post(
      { _csrf, username: "bob", password: running.password("bob") },
      { client_id: "two" },
    );
    expect(answer.status).toBe(400);
    nobody(browser, answer);
  });

  test("a wrong password, an unknown user, and a user of another provider, at the provider's page", async () => {
    const page = await atProvider(new Browser(running));
    for (const [username, password] of [
      ["carol", "wrong"],
      ["nobody", "x"],
      ["carol", passwordOf("Company", "carol")],
      ["carol", ""],
    ] as const)
      expect(await send(page, { username, password })).toMatchObject({
        status: 200,
        body: expect.stringContaining("Incorrect username or password."),
      });
  });

  test("a form of another origin at the provider's page", async () => {
    const page = await atProvider(new Browser(running));
    const form = { username: "carol", password: passwordOf("Corp", "carol") };
    expect(await send(page, form, { origin: "https://evil.example" })).toMatchObject({ status: 200 });
  });

  test("an answer in another browser, without a request, a second time, or too late", async () => {
    const browser = new Browser(running);
    const page = await atProvider(browser);
    const path = await answered(page);
    const other = new Browser(running);
    await atProvider(other);
    // The answer is used up by the browser that it is not for.
    for (const one of [other, browser]) {
      const answer = await one.send(path);
      expect(answer.status).toBe(400);
      nobody(one, answer);
    }
    const late = new Browser(running);
    const latePath = await answered(await atProvider(late));
    later(61_000);
    nobody(late, await late.send(latePath));
    later(600_000);
    expect(await call(page.origin, `${page.pathname}${page.search}`)).toMatchObject({ status: 400 });
  });

  test("an answer to another request, or with a made-up code or state", async () => {
    const browser = new Browser(running);
    const first = new URL(`http://gate${await answered(await atProvider(browser))}`);
    const second = new URL(
      `http://gate${await answered(await atProvider(browser, { ...all, identity_provider: "Company" }), "Company")}`,
    );
    const mixed = {
      code: first.searchParams.get("code") ?? "",
      state: second.searchParams.get("state") ?? "",
    };
    for (const query of [mixed, { ...mixed, code: "x" }, { ...mixed, state: "x" }, {}]) {
      const answer = await browser.send(`/oauth2/idpresponse?${encoded(query)}`);
      expect(answer.status).toBe(400);
      nobody(browser, answer);
    }
  });

  test("a page of a provider for a request that the gate did not seal", async () => {
    const page = await atProvider(new Browser(running));
    for (const request of [
      "",
      "x",
      String(page.searchParams.get("request")).replace(/^./, (char) => (char === "A" ? "B" : "A")),
    ])
      expect(await call(page.origin, `/sign-in?${encoded({ request })}`)).toMatchObject({ status: 400 });
  });
});
