import { AwsClient } from "./aws4fetch.js";
import { signIn } from "./server.js";

/**
 * @typedef {import("../shapes").PageConfig} Config
 * @typedef {import("../shapes").ShownUser} User
 * @typedef {import("../shapes").SigningCredentials} SigningCredentials
 * @typedef {Config["methods"][number]["credential"]} Credential
 *
 * @typedef {object} Caller
 * @property {string} id
 * @property {string} label
 * @property {"Users" | "Systems" | "Third-party issuer" | undefined} kind
 * @property {readonly string[]} principals columns of the matrix
 * @property {Parameters<typeof signIn>[0] | undefined} who undefined: has no credentials
 *
 * @typedef {object} Session what a caller may present
 * @property {Partial<Record<Credential, string>>} tokens
 * @property {string | undefined} client name of the app client
 * @property {number} until milliseconds since 1970
 * @property {() => Promise<SigningCredentials>} credentials
 */

/** @type {Caller} */
export const NOBODY = {
  id: "nobody",
  label: "Nobody",
  kind: undefined,
  principals: ["anonymous"],
  who: undefined,
};

/**
 * @param {Config} config
 * @param {readonly User[]} users
 * @returns {Caller[]}
 */
export function callersOf(config, users) {
  return [
    NOBODY,
    ...users.map(({ groups, pool, poolId, sub, username }) => ({
      id: userId({ poolId, sub }),
      label: groups.length === 0 ? username : `${username} (${groups.join(", ")})`,
      kind: /** @type {const} */ ("Users"),
      principals: [...groups.flatMap((name) => [`group:${name}`, `group:${pool}/${name}`]), "signed-in"],
      who: { poolId, sub },
    })),
    ...config.systems.map(({ name }) => ({
      id: `system ${name}`,
      label: name,
      kind: /** @type {const} */ ("Systems"),
      principals: [`iam:${name}`],
      who: { system: name },
    })),
    ...(config.partner?.clients ?? []).map(({ clientId, roles }) => ({
      id: `partner ${clientId}`,
      label: clientId,
      kind: /** @type {const} */ ("Third-party issuer"),
      principals: roles.map((role) => `jwt:${role}`),
      who: { partner: clientId },
    })),
  ];
}

/** @param {Pick<User, "poolId" | "sub">} user */
export function userId({ poolId, sub }) {
  return `user ${poolId} ${sub}`;
}

/** Sessions of callers, by their ids. @type {Map<string, Session>} */
const sessions = new Map();

export function forgetSessions() {
  sessions.clear();
}

/**
 * The caller's session: the one that the page has, while its tokens are valid, or a new one.
 *
 * @param {Pick<Caller, "id"> & { who: NonNullable<Caller["who"]> }} caller
 * @returns {Promise<Session>}
 */
export async function sessionOf(caller) {
  const known = sessions.get(caller.id);
  if (known && Date.now() < known.until) return known;
  return newSession(caller);
}

/**
 * Signs a caller in, without a password.
 *
 * @param {Pick<Caller, "id"> & { who: NonNullable<Caller["who"]> }} caller
 * @returns {Promise<Session>}
 */
export async function newSession({ id, who }) {
  const session = sessionFrom(await signIn(who));
  sessions.set(id, session);
  return session;
}

/**
 * @param {import("../shapes").SignedIn} signedIn
 * @returns {Session}
 */
function sessionFrom(signedIn) {
  if ("credentials" in signedIn)
    return { tokens: {}, client: undefined, until: 0, credentials: async () => signedIn.credentials };
  if ("token" in signedIn) {
    const tokens = { "third-party-token": signedIn.token };
    return { tokens, client: undefined, until: 0, credentials: without };
  }
  const { accessToken, client, idToken, identityPoolId, login } = signedIn;
  /** @type {Promise<SigningCredentials> | undefined} */
  let credentials;
  return {
    tokens: { "id-token": idToken, "access-token": accessToken },
    client,
    until: Math.min(endOf(idToken), endOf(accessToken)) - 10_000,
    credentials() {
      if (!identityPoolId) return without();
      credentials ??= exchanged({ IdentityPoolId: identityPoolId, Logins: { [login]: idToken } });
      return credentials;
    },
  };
}

/**
 * The claims of a token, without any check.
 *
 * @param {string} token
 * @returns {Record<string, unknown>}
 */
export function claimsOf(token) {
  const text = atob((token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/"));
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(text, (char) => char.charCodeAt(0))));
}

/** When a token ends, in milliseconds since 1970. @param {string} token */
function endOf(token) {
  return Number(claimsOf(token).exp) * 1000;
}

/** @returns {Promise<never>} */
async function without() {
  throw new Error("This caller gets no AWS credentials, so nothing can be signed. Choose a caller who does.");
}

/**
 * Credentials of the identity pool for a user's ID token, by the calls that apps make.
 *
 * @param {{ IdentityPoolId: string, Logins: Record<string, string> }} input
 * @returns {Promise<SigningCredentials>}
 */
async function exchanged({ IdentityPoolId, Logins }) {
  const { IdentityId } = await identityPool("GetId", { IdentityPoolId, Logins });
  const { Credentials } = await identityPool("GetCredentialsForIdentity", { IdentityId, Logins });
  return {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretKey,
    sessionToken: Credentials.SessionToken,
  };
}

/**
 * @param {string} operation
 * @param {object} input
 */
async function identityPool(operation, input) {
  const response = await fetch("/", {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityService.${operation}`,
    },
    body: JSON.stringify(input),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${operation}: ${answer.message}`);
  return answer;
}

/**
 * @typedef {object} Sent
 * @property {URL} url
 * @property {string} method
 * @property {Headers} headers
 * @property {string | undefined} body
 * @property {Caller} caller
 * @property {Credential} credential
 * @property {boolean} altered whether the credentials are changed, so that they are not valid
 * @property {string} region
 * @property {string} service that a signature is for
 *
 * @param {Sent} request
 * @returns {Promise<Response>}
 */
export async function send({ altered, body, caller, credential, headers, method, region, service, url }) {
  const init = {
    method,
    headers,
    cache: /** @type {const} */ ("no-store"),
    ...(body !== undefined && { body }),
  };
  if (credential === "none" || !caller.who) return fetch(url, init);
  const session = await sessionOf({ ...caller, who: caller.who });
  if (credential === "signature") {
    const { secretAccessKey, ...others } = await session.credentials();
    const secret = altered ? changed(secretAccessKey) : secretAccessKey;
    const client = new AwsClient({
      ...others,
      secretAccessKey: secret,
      service,
      region,
      retries: 0,
    });
    return client.fetch(url.href, init);
  }
  const token = session.tokens[credential];
  if (token === undefined) throw new Error(`${caller.label} gets no such token. Choose other credentials.`);
  headers.set("authorization", `Bearer ${altered ? changed(token) : token}`);
  return fetch(url, init);
}

/**
 * Another text of the same form.
 *
 * @param {string} text
 */
function changed(text) {
  const at = text.length - 10;
  return text.slice(0, at) + (text[at] === "a" ? "b" : "a") + text.slice(at + 1);
}
