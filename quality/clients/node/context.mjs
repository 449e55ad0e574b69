import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** What a client or the configuration does not have. It is no failure. */
export class Absent extends Error {}

/** What AWS refuses as well, and why. Thrown only after the very refusal was asserted. */
export class Refused extends Error {}

/** One run of a client against a gate. */
export class Context {
  /** Codes before this place of the gate's log were used. */
  #read = 0;

  constructor(gate, client) {
    this.gate = gate;
    this.client = client;
    this.password = "Only-for-localhost-1";
    this.changed = "Only-for-localhost-2";
  }

  /** The client's own user of this purpose: `alice`, `bob`, `new`, … */
  name(who) {
    return `${who}-${this.client}`;
  }

  totpSecret(who = "totp") {
    return this.gate.users.find(({ username }) => username === this.name(who)).totpSecret;
  }

  /** The app client of this name. */
  app(name) {
    const found = this.gate.clients.find((client) => client.name === name);
    if (!found) throw new Absent(`there is no client ${name}`);
    return found;
  }

  /** Whether each refresh token works once. */
  get rotates() {
    return this.gate.configuration === "choice";
  }

  /** The keys of the user pool, as the gate serves them. */
  async keys() {
    return (await fetch(`${this.gate.endpoint}/${this.gate.userPoolId}/.well-known/jwks.json`)).json();
  }

  /** The id of a client without a secret that allows a flow. */
  clientWith(flow) {
    const found = this.gate.clients.find(
      ({ clientSecret, flows }) => clientSecret === null && flows.includes(flow),
    );
    if (!found) throw new Absent(`no client allows ${flow}`);
    return found.clientId;
  }

  /** The next code that the gate logs for a user. */
  async code(username) {
    const line = new RegExp(`: the code for ${username} .* is (\\S+)`, "g");
    for (const until = Date.now() + 20_000; Date.now() < until; ) {
      const log = readFileSync(this.gate.log, "utf8");
      line.lastIndex = this.#read;
      const found = line.exec(log);
      if (found) {
        this.#read = line.lastIndex;
        return found[1];
      }
      await delay(20);
    }
    throw new Error(`no code for ${username} is in the gate's log`);
  }
}

/** The code of a software token, `steps` of 30 seconds from now. */
export function totp(secret, steps = 0) {
  const bits = [...secret].map((c) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0"),
  );
  const key = Buffer.from(
    bits
      .join("")
      .match(/.{8}/g)
      .map((byte) => Number.parseInt(byte, 2)),
  );
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac("sha1", key).update(counter).digest();
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** The claims of a token, which is not verified. */
export const claims = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url"));

const fetched = async (url, init) => (await fetch(url, init)).status;

/**
 * Asserts what the lock `cognito` answers to a user's tokens.
 *
 * @param call sends a request and returns the status
 */
export async function callsWithTokens({ gate }, { accessToken, idToken }, role, call = fetched) {
  const status = (method, path, token) =>
    call(`${gate.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(method === "POST" && { body: JSON.stringify({ name: "Leash" }) }),
    });
  assert.equal(await status("GET", "/products", accessToken), 200);
  assert.equal(await status("POST", "/products", accessToken), role === "admin" ? 201 : 401);
  if (idToken) assert.equal(await status("GET", "/account", idToken), 200);
}

/** Asserts that an operation is refused with an exception of this name, and with such a message. */
export async function refused(operation, name, message = /./) {
  const error = await operation.then(
    () => undefined,
    (thrown) => thrown,
  );
  assert.ok(error, `it was not refused; expected ${name}`);
  assert.equal(error.name === "Error" ? error.code : error.name, name, error.message);
  assert.match(error.message, message);
}

/** Signs a user in at the gate's page as a browser does. @returns the address that the app is called back at */
export async function atLoginPage(url, { password, username }) {
  const jar = new Map();
  const go = async (address, init = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(address, {
      redirect: "manual",
      ...init,
      headers: { ...init.headers, cookie },
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set);
      jar.set(name, value);
    }
    return response;
  };
  let at = new URL(url);
  let response = await go(at);
  // Redirects, and forms: of name and password, or of a name, a choice and the password.
  for (let step = 0; step < 10; step++) {
    if (response.status === 302) {
      const next = new URL(response.headers.get("location"), at);
      if (next.origin !== at.origin) return next;
      at = next;
      response = await go(at);
      continue;
    }
    const page = await response.text();
    assert.equal(response.status, 200, page);
    assert.doesNotMatch(page, /role="alert"/);
    const body = new URLSearchParams({
      ...fieldsOf(page),
      ...(page.includes('name="username"') && { username }),
      ...(page.includes('name="password"') && { password }),
      ...(page.includes('name="answer"') && { answer: "PASSWORD" }),
    });
    response = await go(at, { method: "POST", body, headers: { origin: at.origin } });
  }
  return assert.fail(`the page at ${at.pathname} does not send the browser back`);
}

/** The fields of a page's form, with the values that they have. */
function fieldsOf(page) {
  const attribute = (tag, name) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  const tags = page.match(/<input\b[^>]*>/g) ?? [];
  return Object.fromEntries(
    tags.map((tag) => [attribute(tag, "name"), unescaped(attribute(tag, "value") ?? "")]),
  );
}

function unescaped(text) {
  const characters = { amp: "&", quot: '"', lt: "<", gt: ">", "#39": "'", "#x27": "'" };
  return text.replace(/&(#?\w+);/g, (whole, name) => characters[name] ?? whole);
}

/**
 * Signs a user in by SRP, with the app client that an app ships, for operations that only use tokens.
 *
 * @throws an error that has the name of Cognito's exception
 */
export async function signedIn(context, who, password = context.password) {
  const { srp, clientId: ClientId, userPoolId } = context.gate;
  const { srpClient } = await import(srp);
  const client = srpClient();
  const AuthParameters = { USERNAME: context.name(who), SRP_A: client.A };
  const begun = await asked(context, "InitiateAuth", { AuthFlow: "USER_SRP_AUTH", ClientId, AuthParameters });
  const { ChallengeName, ChallengeParameters } = begun;
  const ChallengeResponses = client.answer(ChallengeParameters, userPoolId, password);
  const ended = await asked(context, "RespondToAuthChallenge", {
    ClientId,
    ChallengeName,
    ChallengeResponses,
  });
  assert.ok(ended.AuthenticationResult, `${context.name(who)} is asked for ${ended.ChallengeName}`);
  return ended.AuthenticationResult;
}

/** Calls an operation of the user pool without a client. */
async function asked({ gate }, operation, input) {
  const target = `AWSCognitoIdentityProviderService.${operation}`;
  const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": target };
  const response = await fetch(gate.endpoint, { method: "POST", headers, body: JSON.stringify(input) });
  const { __type, message, ...output } = await response.json();
  if (!response.ok) throw Object.assign(new Error(message), { name: __type });
  return output;
}

/** What the user pool answers to an operation: `served`, or the name of the exception. */
export async function answerOf(context, operation, input) {
  return asked(context, operation, input).then(
    () => "served",
    ({ name }) => name,
  );
}
