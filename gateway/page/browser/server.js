/** The page's API. Each request carries the key that the gate prints. */

const API = "/_gatehouse/api";
let key = "";

/** A request that was refused: status 403 is a wrong key. Status 0: the gate does not answer. */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {string} message
   */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** @param {string} text */
export function useKey(text) {
  key = text;
  keepKey();
}

export function hasKey() {
  return key !== "";
}

/**
 * Takes the key out of the address. It is kept in the history entry: the API's own pages share this page's origin, and
 * could read storage and cookies.
 */
export function takeKey() {
  const given = /^#key=([\w-]+)$/.exec(location.hash)?.[1];
  const kept = history.state?.key;
  if (given === undefined) key ||= typeof kept === "string" ? kept : "";
  else {
    key = given;
    history.replaceState(null, "", "#access");
  }
  keepKey();
}

function keepKey() {
  history.replaceState({ key }, "");
}

/**
 * @param {string} name
 * @returns {Promise<any>}
 */
export function read(name) {
  return ask(name, {});
}

/**
 * Signs a caller in without a password.
 *
 * @param {{ poolId: string, sub: string } | { system: string } | { partner: string }} who
 * @returns {Promise<import("../shapes").SignedIn>}
 */
export function signIn(who) {
  return ask("sign-in", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(who),
  });
}

/**
 * @param {string} name
 * @param {RequestInit & { headers?: Record<string, string> }} init
 */
async function ask(name, init) {
  let response;
  try {
    response = await fetch(`${API}/${name}`, { ...init, headers: { ...init.headers, "x-gatehouse": key } });
  } catch {
    throw new Refused(0, "The gate does not answer. This page goes on when it runs again.");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok)
    throw new Refused(response.status, answer.message ?? `The gate answers ${response.status}.`);
  return answer;
}
