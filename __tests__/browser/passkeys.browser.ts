import type { CDPSession, Page } from "playwright-core";
import { type LoginApp, loginApp } from "./login-app";

/**
 * Passkeys with Chromium's own implementation and its virtual authenticator, at the gate's pages and at the page of an app
 * that calls the user pool's API. https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/
 */

jest.setTimeout(120_000);

let app: LoginApp;
beforeAll(async () => {
  app = await loginApp({
    passwordless: { factors: ["passkey", "email-code"], relyingParty: "shop.example.com" },
  });
});
afterAll(() => app?.close());

const password = (username: string) =>
  app.gate.users.find((user) => user.username === username)?.password ?? "";

function address(path: string, more: Readonly<Record<string, string>> = {}): string {
  const parameters = { client_id: app.gate.clientId ?? "", redirect_uri: app.callback, ...more };
  return `${app.endpoint}${path}?${new URLSearchParams(parameters)}`;
}

interface Device {
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly authenticatorId: string;
  readonly complaints: readonly string[];
}

/** A browser without cookies, with an authenticator of its own that verifies its user. */
async function device(): Promise<Device> {
  const context = await app.browser.newContext({ viewport: { width: 360, height: 640 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  const cdp = await context.newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { page, cdp, authenticatorId, complaints };
}

async function choose(page: Page, username: string, way: string): Promise<void> {
  await page.goto(address("/oauth2/authorize", { response_type: "code", prompt: "login" }));
  await page.getByLabel("User name").fill(username);
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByLabel(way).check();
  await page.getByRole("button", { name: "Continue" }).click();
}

async function byPassword({ page }: Device, username: string): Promise<void> {
  await choose(page, username, "My password");
  await page.getByLabel("Password").fill(password(username));
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(`${app.callback}?code=*`);
}

async function addPasskey({ page }: Device): Promise<void> {
  await page.goto(address("/passkeys/add"));
  await page.getByRole("button", { name: "Add" }).click();
  await page.waitForURL(app.callback);
}

test("a user adds a passkey at the gate's page, and signs in with it", async () => {
  const alice = await device();
  await byPassword(alice, "alice");
  await addPasskey(alice);
  const { credentials } = await alice.cdp.send("WebAuthn.getCredentials", {
    authenticatorId: alice.authenticatorId,
  });
  expect(credentials).toMatchObject([{ rpId: "localhost", isResidentCredential: true }]);
  await choose(alice.page, "alice", "A passkey");
  await alice.page.getByRole("button", { name: "Continue" }).click();
  await alice.page.waitForURL(`${app.callback}?code=*`);
  // The same passkey is not made twice.
  await alice.page.goto(address("/passkeys/add"));
  await alice.page.getByRole("button", { name: "Add" }).click();
  await alice.page.getByRole("alert").waitFor();
  expect(alice.complaints).toEqual([]);
  await alice.page.context().close();
});

test("a browser without the passkey is told so, and another way is open", async () => {
  const other = await device();
  await choose(other.page, "alice", "A passkey");
  await other.page.getByRole("button", { name: "Continue" }).click();
  await other.page.getByRole("alert").waitFor();
  expect(await other.page.getByRole("alert").textContent()).toMatch(/^The passkey cannot be used: /);
  await other.page.getByRole("link", { name: "Begin again" }).click();
  expect(await other.page.getByLabel("User name").isVisible()).toBe(true);
  await other.page.context().close();
});

test("at an address, the page says where passkeys work", async () => {
  const { page } = await device();
  await page.goto(address("/oauth2/authorize", { response_type: "code" }).replace("localhost", "127.0.0.1"));
  await page.getByLabel("User name").fill("alice");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByLabel("A passkey").check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("alert").waitFor();
  expect(await page.getByRole("alert").textContent()).toBe(
    "The passkey cannot be used: open this page at localhost.",
  );
  await page.context().close();
});

/** In the app's page: a call of the user pool's API. */
async function ask(page: Page, operation: string, input: object): Promise<Record<string, unknown>> {
  return page.evaluate(
    async ({ body, target, url }) => {
      const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": target };
      return (await fetch(url, { method: "POST", headers, body })).json();
    },
    {
      url: app.endpoint,
      target: `AWSCognitoIdentityProviderService.${operation}`,
      body: JSON.stringify({ ClientId: app.gate.clientId, ...input }),
    },
  );
}

/** In the app's page: what `navigator.credentials` answers. */
function ceremony(page: Page, kind: "create" | "get", options: unknown): Promise<Record<string, unknown>> {
  return page.evaluate(
    async (given) => {
      const { PublicKeyCredential: of, navigator } = globalThis as never as {
        PublicKeyCredential: Record<string, (json: unknown) => unknown>;
        navigator: { credentials: Record<string, (options: unknown) => Promise<unknown>> };
      };
      const read = given.kind === "get" ? "parseRequestOptionsFromJSON" : "parseCreationOptionsFromJSON";
      const publicKey = of[read]?.(given.options);
      const credential = await navigator.credentials[given.kind]?.({ publicKey });
      return JSON.parse(JSON.stringify(credential));
    },
    { kind, options },
  );
}

test("an app registers a passkey by the user pool's API, and signs its user in with it", async () => {
  const bob = await device();
  const { page } = bob;
  await page.goto(new URL("/", app.callback).href);
  const begin = (more: object) =>
    ask(page, "InitiateAuth", { AuthFlow: "USER_AUTH", AuthParameters: { USERNAME: "bob", ...more } });
  const first = await begin({ PREFERRED_CHALLENGE: "PASSWORD", PASSWORD: password("bob") });
  const { AccessToken } = first.AuthenticationResult as { AccessToken: string };
  const { CredentialCreationOptions } = await ask(page, "StartWebAuthnRegistration", { AccessToken });
  const Credential = await ceremony(page, "create", CredentialCreationOptions);
  expect(await ask(page, "CompleteWebAuthnRegistration", { AccessToken, Credential })).toEqual({});

  const { ChallengeName, ChallengeParameters, Session } = await begin({ PREFERRED_CHALLENGE: "WEB_AUTHN" });
  expect(ChallengeName).toBe("WEB_AUTHN");
  const { CREDENTIAL_REQUEST_OPTIONS: options = "{}" } = ChallengeParameters as Record<string, string>;
  const used = await ceremony(page, "get", JSON.parse(options));
  const answer = (credential: unknown) =>
    ask(page, "RespondToAuthChallenge", {
      ChallengeName,
      Session,
      ChallengeResponses: { USERNAME: "bob", CREDENTIAL: JSON.stringify(credential) },
    });
  const response = used.response as Record<string, string>;
  const forged = {
    ...used,
    response: { ...response, signature: response.signature?.replace(/^..../, "AAAA") },
  };
  expect(await answer(forged)).toMatchObject({ __type: "NotAuthorizedException" });
  expect(await answer(used)).toMatchObject({ AuthenticationResult: { TokenType: "Bearer" } });
  expect(await answer(used)).toMatchObject({ __type: "NotAuthorizedException" });

  const { Credentials } = await ask(page, "ListWebAuthnCredentials", { AccessToken });
  const [{ CredentialId } = { CredentialId: "" }] = Credentials as { CredentialId: string }[];
  expect(await ask(page, "DeleteWebAuthnCredential", { AccessToken, CredentialId })).toEqual({});
  await page.context().close();
});

test("the relying party of the cloud cannot be used at localhost", async () => {
  const { page } = await device();
  await page.goto(new URL("/", app.callback).href);
  const cloud = {
    rpId: "shop.example.com",
    challenge: "AAAA",
    allowCredentials: [],
    userVerification: "required",
  };
  await expect(ceremony(page, "get", cloud)).rejects.toThrow(/SecurityError/);
  await page.context().close();
});
