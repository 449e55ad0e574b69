import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unverifiedClaims } from "../../../../gateway/jwt/verify";
import type { ApiModel, ClientOauth, PoolIdentityProvider } from "../../../../terraform/model";
import { type Answer, call } from "../../client";
import { POOL } from "../../petstore/names";
import type { PoolGate } from "../user-pool/pool-gate";
import {
  asked,
  Browser,
  CALLBACK,
  domainGate,
  encoded,
  inLocation,
  type Parameters,
  post,
} from "./domain-gate";

/** Users of other services: by the identity providers of the Terraform, for which a page on this machine stands in. */

const provider = (name: string, changes: Partial<PoolIdentityProvider> = {}): PoolIdentityProvider => ({
  address: `identity/aws_cognito_identity_provider.${name}`,
  name,
  type: "OIDC",
  identifiers: [],
  attributeMapping: { email: "email", username: "sub" },
  details: {},
  ...changes,
});
const providers = [
  provider("Corp", { identifiers: ["corp.example"] }),
  provider("Company", {
    attributeMapping: { email: "mail", email_verified: "email_verified" },
  }),
  provider("Other"),
];
const oauth = {
  flows: ["code"],
  scopes: ["openid", "email"],
  callbackUrls: [CALLBACK],
  logoutUrls: [],
  identityProviders: ["COGNITO", "Corp", "Company"],
} satisfies ClientOauth;

const withProviders = (model: ApiModel): ApiModel => ({
  ...model,
  userPools: model.userPools.map((pool) => ({ ...pool, identityProviders: providers })),
});

let running: PoolGate;
let now = new Date();
beforeAll(async () => {
  running = await domainGate(
    {
      clients: {
        all: { oauth },
        corp: { oauth: { ...oauth, identityProviders: ["Corp"] } },
        two: { oauth: { ...oauth, identityProviders: ["Corp", "Company"] } },
      },
      change: withProviders,
    },
    { now: () => now },
  );
});
afterAll(() => running?.stop());
beforeEach(() => {
  now = new Date();
});

const all = { client_id: "all", identity_provider: "Corp" };
const passwordOf = (name: string, username: string, { gate }: PoolGate = running) =>
  gate.description.externalUsers.find((user) => user.provider === name && user.username === username)
    ?.password ?? "none";

/** Opens the provider's page, as the gate says. */
async function atProvider(browser: Browser, changes: Parameters = all): Promise<URL> {
  const { headers } = await browser.authorize(changes);
  return new URL(String(headers.location));
}

/** Sends the form of the provider's page. */
function send(page: URL, form: Parameters, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return call(page.origin, `${page.pathname}${page.search}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: page.origin, ...headers },
    body: encoded(form),
  });
}

/** Signs in at the provider, and returns the path that it sends the browser to. */
async function answered(page: URL, name = "Corp", username = "carol", gate = running): Promise<string> {
  const { headers } = await send(page, { username, password: passwordOf(name, username, gate) });
  const back = new URL(String(headers.location));
  return `${back.pathname}${back.search}`;
}

async function tokens(answer: Answer, client_id = "all"): Promise<Readonly<Record<string, unknown>>> {
  const code = inLocation(answer).get("code") ?? "none";
  const form = { grant_type: "authorization_code", client_id, redirect_uri: CALLBACK, code };
  return (await post(running, "/oauth2/token", form)).json;
}

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
    now = new Date(now.getTime() + 61_000);
    nobody(late, await late.send(latePath));
    now = new Date(now.getTime() + 600_000);
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
