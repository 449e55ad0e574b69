import { byId, element, folded, liveTable, row, timeOf, verbatim } from "./elements.js";
import { read } from "./server.js";
import { claimsOf, newSession, userId } from "./session.js";

/**
 * @typedef {import("../shapes").ShownUser} User
 * @typedef {import("../shapes").ShownCodes} Codes
 */

/** @type {(callerId: string) => void} */
let onUse = () => {};
/** @type {User[]} */
let users = [];
/** Of the messages that were there at the last time, the time of the newest. */
let newest = Date.now();

const panel = byId("signed-in", HTMLElement);
const updateUsers = liveTable("users", ["User", "Groups", "Status", "Second factor", "Sign in"], userRow);
const updateCodes = liveTable("codes", ["Code", "User", "For", "Sent"], codeRow);

/** @param {typeof onUse} use takes a caller to a request */
export function startUsers(use) {
  onUse = use;
}

export async function readUsers() {
  ({ users } = await read("users"));
  return users;
}

export async function showUsers() {
  const [, codes] = await Promise.all([readUsers(), read("codes")]);
  updateUsers(users, "The Terraform has no user pool, or it has no users.");
  showCodes(codes);
}

/** @param {User} user */
function userRow(user) {
  const { attributes, factors, groups, isEnabled, pool, status, username } = user;
  const name = attributes.email ?? attributes.phone_number;
  const notes = [
    ...(name === undefined || name === username ? [] : [name]),
    ...(users.some((other) => other.pool !== pool) ? [`in ${pool}`] : []),
  ];
  return row([
    ["User", username, ...notes.map((note) => element("small", {}, note))],
    ["Groups", groups.join(", ") || "none"],
    ["Status", isEnabled ? status.toLowerCase().replaceAll("_", " ") : "disabled"],
    ["Second factor", factors.join(", ") || "none"],
    ["Sign in", signInOf(user)],
  ]);
}

/** As the gate refuses it: what a user must do first is done in the app. @type {Readonly<Record<string, string>>} */
const FIRST_IN_THE_APP = {
  FORCE_CHANGE_PASSWORD: "in the app, with the temporary password",
  RESET_REQUIRED: "in the app, with a new password",
  UNCONFIRMED: "in the app, with the code for sign-up",
};

/** @param {User} user */
function signInOf(user) {
  const { isEnabled, status, username } = user;
  if (!isEnabled) return "not while disabled";
  return (
    FIRST_IN_THE_APP[status] ??
    element("button", { type: "button", click: () => signIn(user) }, `Sign in as ${username}`)
  );
}

/** @param {User} user */
async function signIn(user) {
  const { poolId, sub, username } = user;
  const caller = { id: userId(user), who: { poolId, sub } };
  try {
    const session = await newSession(caller);
    const title = element(
      "h3",
      { tabindex: -1 },
      `Signed in as ${username}${session.client === undefined ? "" : ` with the client ${session.client}`}`,
    );
    panel.replaceChildren(
      title,
      element(
        "p",
        { class: "buttons" },
        element("button", { type: "button", click: () => onUse(caller.id) }, `Send a request as ${username}`),
      ),
      ...tokenParts("Access token", session.tokens["access-token"] ?? ""),
      ...tokenParts("ID token", session.tokens["id-token"] ?? ""),
    );
    title.focus();
  } catch (error) {
    panel.replaceChildren(element("p", { role: "alert" }, /** @type {Error} */ (error).message));
  }
}

/**
 * @param {string} name
 * @param {string} token
 */
function tokenParts(name, token) {
  const copied = element("span", { role: "status" });
  const copy = async () => {
    await navigator.clipboard.writeText(token);
    copied.textContent = " Copied";
  };
  return [
    folded(
      name,
      element("p", {}, element("button", { type: "button", click: copy }, `Copy the ${name}`), copied),
      verbatim(name, token),
      element("h4", {}, "Claims"),
      verbatim(`Claims of the ${name}`, JSON.stringify(claimsOf(token), null, 2)),
    ),
  ];
}

/**
 * @typedef {object} Code
 * @property {string} code
 * @property {string} username
 * @property {string} what
 * @property {number | undefined} sentAt
 * @property {string | undefined} text
 * @property {string} [link]
 */

/** @param {Codes} codes */
function showCodes({ messages, softwareTokens }) {
  /** @type {Code[]} */
  const shown = [
    ...messages.map(({ code, destination, link, medium, occasion, sentAt, text, username }) => ({
      code,
      username,
      what: `${occasionOf(occasion)}, ${medium === "EMAIL" ? "e-mail" : "text message"} to ${destination}`,
      sentAt,
      text,
      ...(link !== undefined && { link }),
    })),
    ...softwareTokens.map(({ code, username }) => ({
      code,
      username,
      what: "authenticator app, now",
      sentAt: undefined,
      text: undefined,
    })),
  ];
  updateCodes(shown, "No codes. They come here when users sign up, recover a password or confirm a sign-in.");
  const fresh = messages.filter(({ sentAt }) => sentAt > newest);
  if (fresh.length > 0)
    byId("codes-status", HTMLElement).textContent = fresh
      .map(({ code, username }) => `New code for ${username}: ${code}`)
      .join(". ");
  newest = Math.max(newest, ...messages.map(({ sentAt }) => sentAt));
}

/** `ForgotPassword` as `forgot password`. @param {string} occasion */
function occasionOf(occasion) {
  return occasion.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}

/** @param {Code} code */
function codeRow({ code, link, sentAt, text, username, what }) {
  const key = link?.startsWith("http")
    ? element("a", { href: link, target: "_blank", rel: "noreferrer" }, "Link of the message")
    : element("code", { class: "code" }, code);
  return row([
    ["Code", key],
    ["User", username],
    [
      "For",
      what,
      ...(text === undefined ? [] : [folded("Message", element("p", { class: "message" }, text))]),
    ],
    ["Sent", sentAt === undefined ? "" : timeOf(sentAt)],
  ]);
}
