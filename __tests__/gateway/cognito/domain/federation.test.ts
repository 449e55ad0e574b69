import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unverifiedClaims } from "../../../../gateway/jwt/verify";
import { POOL } from "../../petstore/names";
import { asked, Browser, domainGate, encoded, inLocation } from "./domain-gate";
import {
  all,
  answered,
  atProvider,
  now,
  oauth,
  passwordOf,
  running,
  tokens,
  withProviders,
} from "./federation-gate";

/** Users of other services: by the identity providers of the Terraform, for which a page on this machine stands in. */

test("a user of another service gets tokens, with the mapped attributes and no role", async () => {
  const browser = new Browser(running);
  const page = await atProvider(browser);
  expect(page.pathname).toBe("/sign-in");
  expect(page.port).not.toBe(new URL(browser.origin).port);
  const answer = await browser.send(await answered(page));
  expect(answer.headers.location).toMatch(/^http:\/\/localhost:5173\/in\?code=[\da-f-]{36}&state=s1$/);
  const id = unverifiedClaims(String((await tokens(answer)).id_token)) ?? {};
  const [identity] = id.identities as [Readonly<Record<string, unknown>>];
  expect(id).toMatchObject({
    "cognito:username": `Corp_${identity.userId}`,
    "cognito:groups": [`${POOL}_Corp`],
    email: "carol@corp.example",
    email_verified: false,
  });
  expect(id).not.toHaveProperty("cognito:roles");
  expect(identity).toEqual({
    userId: expect.any(String),
    providerName: "Corp",
    providerType: "OIDC",
    issuer: null,
    primary: "true",
    dateCreated: String(now.getTime()),
  });
});

test("the same user comes back as the same, by an identifier of the provider as well", async () => {
  const subs = [];
  for (const identity_provider of ["Corp", "corp.example"]) {
    const browser = new Browser(running);
    const page = await atProvider(browser, { ...all, identity_provider });
    const { id_token } = await tokens(await browser.send(await answered(page)));
    subs.push(unverifiedClaims(String(id_token))?.sub);
  }
  expect(subs[0]).toMatch(/^[\da-f-]{36}$/);
  expect(subs[1]).toBe(subs[0]);
});

test("a mapping decides what is taken over, and whether an address counts as verified", async () => {
  const browser = new Browser(running);
  const page = await atProvider(browser, { ...all, identity_provider: "Company" });
  const { id_token } = await tokens(await browser.send(await answered(page, "Company", "dave")));
  const id = unverifiedClaims(String(id_token)) ?? {};
  expect(id).toMatchObject({ email: "dave@company.example", email_verified: true });
  expect(id).not.toHaveProperty("name");
});

test("the login page offers the client's providers, and a client with one alone goes there at once", async () => {
  const browser = new Browser(running);
  const { body } = await browser.send(`/login?${encoded(asked({ client_id: "all" }))}`);
  expect(body).toContain('name="password"');
  expect([...body.matchAll(/identity_provider=(\w+)"/g)].map(([, name]) => name)).toEqual([
    "Corp",
    "Company",
  ]);
  const two = await browser.send(`/login?${encoded(asked({ client_id: "two" }))}`);
  expect(two).toMatchObject({ status: 200, body: expect.not.stringContaining('name="password"') });
  const one = await browser.authorize({ client_id: "corp" });
  expect(new URL(String(one.headers.location)).pathname).toBe("/sign-in");
});

test("prompt=none shows no provider's page", async () => {
  const browser = new Browser(running);
  const silent = () => browser.authorize({ ...all, prompt: "none" });
  expect(inLocation(await silent()).get("error")).toBe("login_required");
  await browser.send(await answered(await atProvider(browser)));
  expect(inLocation(await silent()).get("code")).toMatch(/./);
});

test("a user of another service has no password in the user pool", async () => {
  const browser = new Browser(running);
  const page = await atProvider(browser);
  const { id_token } = await tokens(await browser.send(await answered(page)));
  const username = String(unverifiedClaims(String(id_token))?.["cognito:username"]);
  const other = new Browser(running);
  const _csrf = await other.open({ client_id: "all" });
  for (const password of [passwordOf("Corp", "carol"), "undefined", " "]) {
    const answer = await other.post({ _csrf, username, password }, { client_id: "all" });
    expect(answer.body).toContain("Incorrect username or password.");
  }
  expect(other.cookies.has("cognito")).toBe(false);
});

test("a sign-in by a provider does not open a client that does not offer it", async () => {
  const browser = new Browser(running);
  await browser.send(await answered(await atProvider(browser)));
  expect((await browser.authorize({ client_id: "all" })).headers.location).toContain("code=");
  expect((await browser.authorize({ client_id: "web" })).headers.location).toMatch(/^\/login\?/);
});

test("the pool's functions hear of a new user and of each sign-in, and may refuse", async () => {
  const refuses = (source: string, domain: string) =>
    `if (event.triggerSource === "${source}" && event.request.userAttributes.email.endsWith("${domain}"))
       throw new Error(event.userName.split("_")[0] + " is closed"); return event;`;
  const hearing = await domainGate({
    clients: { all: { oauth } },
    triggers: {
      preSignUp: refuses("PreSignUp_ExternalProvider", "@corp.example"),
      postAuthentication: refuses("PostAuthentication_Authentication", "@company.example"),
    },
    change: withProviders,
  });
  try {
    for (const [name, trigger] of [
      ["Corp", "PreSignUp"],
      ["Company", "PostAuthentication"],
    ] as const) {
      const browser = new Browser(hearing);
      const page = await atProvider(browser, { client_id: "all", identity_provider: name });
      const answer = await browser.send(await answered(page, name, "carol", hearing));
      expect(Object.fromEntries(inLocation(answer))).toEqual({
        error: "invalid_request",
        error_description: `${trigger} failed with error ${name} is closed.`,
        state: "s1",
      });
      expect(browser.cookies.has("cognito")).toBe(false);
    }
  } finally {
    await hearing.stop();
  }
});

test("a user of the pool who took the name is not taken over", async () => {
  const first = new Browser(running);
  const { id_token } = await tokens(
    await first.send(await answered(await atProvider(first), "Corp", "dave")),
  );
  const username = String(unverifiedClaims(String(id_token))?.["cognito:username"]);
  const stateDir = mkdtempSync(join(tmpdir(), "taken-"));
  copyFileSync(join(running.stateDir, "secrets.json"), join(stateDir, "secrets.json"));
  const users = [{ username, password: "Right-Password-1", groups: ["admin"] }];
  const other = await domainGate(
    { clients: { all: { oauth } }, change: withProviders },
    { stateDir, users: () => ({ users, where: "users" }) },
  );
  try {
    const browser = new Browser(other);
    const answer = await browser.send(await answered(await atProvider(browser), "Corp", "dave", other));
    expect(inLocation(answer).get("error_description")).toBe("Already found an entry for username");
    expect(browser.cookies.has("cognito")).toBe(false);
  } finally {
    await other.stop();
    rmSync(stateDir, { recursive: true, force: true });
  }
});
