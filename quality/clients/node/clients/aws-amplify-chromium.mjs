import assert from "node:assert/strict";
import { createHash, X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { amplifyOperations, configurationOf } from "../amplify-operations.mjs";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

let browser;
let page;

/** A page of the app. Chromium trusts the gate's certificate by its key; every other one is checked as ever. */
export async function open({ gate }) {
  const executablePath = process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place));
  if (executablePath === undefined)
    throw new Error(`There is no Chromium at ${PLACES.join(", ")}: install it, or set CHROMIUM to its path.`);
  const trust = gate.certificate ? [`--ignore-certificate-errors-spki-list=${keyOf(gate.certificate)}`] : [];
  browser = await chromium.launch({
    executablePath,
    args: [
      ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
      // Nothing but this machine is reached.
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
      ...trust,
    ],
  });
  page = await (await browser.newContext()).newPage();
  await page.goto(gate.origin);
}

export const close = () => browser?.close();

function keyOf(file) {
  const key = new X509Certificate(readFileSync(file)).publicKey.export({ type: "spki", format: "der" });
  return createHash("sha256").update(key).digest("base64");
}

/** Calls a function of browser/amplify.mjs in the page. An error keeps its name. */
async function inPage(name, ...args) {
  const { error, result } = await page.evaluate(
    async ([called, given]) => {
      try {
        return { result: await globalThis.amplify[called](...given) };
      } catch (thrown) {
        return { error: { name: thrown.name, code: thrown.code, message: thrown.message } };
      }
    },
    [name, args.map((arg) => arg ?? undefined)],
  );
  if (error) throw Object.assign(new Error(error.message), error);
  return result;
}

const amplify = Object.fromEntries(
  ["configure", "call", "session", "request", "stored", "send"].map((name) => [
    name,
    (...args) => inPage(name, ...args),
  ]),
);

/** Where the browser is sent by a call: the call's page is left before its answer is there. */
async function leave(name, input, arrives) {
  const lost = new Promise((_, reject) => {
    page.once("requestfailed", (request) => {
      if (request.isNavigationRequest())
        reject(new Error(`${new URL(request.url()).origin} is not reached: ${request.failure().errorText}`));
    });
  });
  const arrived = arrives();
  arrived.catch(() => {});
  await inPage("call", name, input).catch((error) => {
    if (!/context was destroyed|navigation/i.test(error.message)) throw error;
  });
  await Promise.race([arrived, lost]);
}

/** A passkey provider of the page, whose user always confirms. */
async function authenticator() {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const options = {
    ...{ protocol: "ctap2", transport: "internal", hasResidentKey: true },
    ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  };
  await session.send("WebAuthn.addVirtualAuthenticator", { options });
  return { close: () => session.detach() };
}

async function signInAtPages(context) {
  await page.context().close();
  page = await (await browser.newContext()).newPage();
  await page.goto(context.gate.origin);
  await amplify.configure(configurationOf(context));
  await leave("signInWithRedirect", undefined, () => page.getByLabel("User name").waitFor());
  await page.getByLabel("User name").fill(context.name("bob"));
  await page.getByLabel("Password").fill(context.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.href.startsWith(context.gate.callback));
  return amplify.session();
}

export const operations = {
  ...amplifyOperations(amplify),
  "sign in, passkey": async (context) => {
    const client = context.clientWith("ALLOW_USER_AUTH");
    const { close: remove } = await authenticator();
    const username = context.name("bob");
    const signIn = (preferredChallenge, password) =>
      amplify.call("signIn", {
        username,
        ...(password && { password }),
        options: { authFlowType: "USER_AUTH", preferredChallenge },
      });
    await amplify.configure(configurationOf(context, client));
    await amplify.call("signOut");
    await signIn("PASSWORD_SRP", context.password);
    await amplify.call("associateWebAuthnCredential");
    const { credentials } = await amplify.call("listWebAuthnCredentials");
    assert.equal(credentials.length, 1);
    await amplify.call("signOut");
    assert.equal((await signIn("WEB_AUTHN")).nextStep.signInStep, "DONE");
    assert.equal((await amplify.session()).access.claims.username, username);
    await amplify.call("deleteWebAuthnCredential", { credentialId: credentials[0].credentialId });
    await remove();
  },
  "OAuth: code with PKCE": async (context) => {
    const { id, identityId } = await signInAtPages(context);
    assert.deepEqual(id.claims["cognito:groups"], ["user"]);
    assert.ok(identityId);
    assert.equal(await amplify.request("GET", "/pets"), 200);
  },
  "OAuth: log out": async (context) => {
    await signInAtPages(context);
    await leave("signOut", undefined, () => page.waitForURL(context.gate.logout));
    await amplify.configure(configurationOf(context));
    assert.equal((await amplify.session()).access, undefined);
    await leave("signInWithRedirect", undefined, () => page.getByLabel("Password").waitFor());
  },
};
