import { callWith, readCalls, showCalls } from "./calls.js";
import { byId, element, optionsOf, verbatim } from "./elements.js";
import { filledIn, namesIn } from "./path.js";
import { NOBODY, send } from "./session.js";
import { callDetail, verdictOf } from "./trace.js";

/**
 * @typedef {import("./session.js").Caller} Caller
 * @typedef {import("./session.js").Config} Config
 * @typedef {import("./session.js").Credential} Credential
 * @typedef {Config["methods"][number]} Method
 */

const VERBS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
const WITHOUT_BODY = ["GET", "HEAD"];

/** @type {Readonly<Record<Credential, string>>} */
const CREDENTIALS = {
  none: "None",
  signature: "A signature (SigV4)",
  "access-token": "The access token",
  "id-token": "The ID token",
  "third-party-token": "A token of the third-party issuer",
};

/** @type {Config | undefined} */
let config;
/** @type {Caller[]} */
let callers = [NOBODY];

const form = byId("request-form", HTMLFormElement);
const callerField = byId("caller", HTMLSelectElement);
const routeField = byId("route", HTMLSelectElement);
const verbField = byId("verb", HTMLSelectElement);
const credentialField = byId("credential", HTMLSelectElement);
const keyField = byId("api-key", HTMLSelectElement);
const parameters = byId("parameters", HTMLElement);
const status = byId("request-status", HTMLElement);
const result = byId("request-result", HTMLElement);
const sendButton = /** @type {HTMLButtonElement} */ (form.querySelector("button[type=submit]"));

export function startRequest() {
  routeField.addEventListener("input", showRoute);
  verbField.addEventListener("input", showBody);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sendRequest().catch((error) => failed(error));
  });
}

/**
 * @param {Config} given
 * @param {Caller[]} known
 */
export function setTargets(given, known) {
  const isSame =
    JSON.stringify([config?.methods, config?.apiKeys]) === JSON.stringify([given.methods, given.apiKeys]);
  const before = method();
  config = given;
  setCallers(known);
  if (isSame) return;
  const several = new Set(given.methods.map(({ base }) => base)).size > 1;
  routeField.replaceChildren(
    ...optionsOf(
      given.methods.map(({ base, path, verb }, index) => [
        String(index),
        `${verb} ${several ? base : ""}${path}`,
      ]),
    ),
  );
  keyField.replaceChildren(
    ...optionsOf([
      ["", "None"],
      ...given.apiKeys.map(({ name, value }) => /** @type {const} */ ([value, name])),
    ]),
  );
  byId("api-key-field", HTMLElement).hidden = given.apiKeys.length === 0;
  routeField.selectedIndex = firstShown(given.methods, before);
  showRoute();
}

/**
 * The route that was shown before, where it is still there; else one that changes nothing when it is sent, or at least
 * removes nothing.
 *
 * @param {readonly Method[]} methods
 * @param {Method | undefined} before
 */
function firstShown(methods, before) {
  const same = methods.findIndex(
    ({ address, stage }) => address === before?.address && stage === before.stage,
  );
  const wanted = [
    same,
    methods.findIndex(({ verb }) => verb === "GET" || verb === "ANY"),
    methods.findIndex(({ verb }) => verb !== "DELETE"),
  ];
  return wanted.find((index) => index >= 0) ?? 0;
}

/** @param {Caller[]} known */
export function setCallers(known) {
  if (JSON.stringify(known) === JSON.stringify(callers) && callerField.options.length > 0) return;
  const before = callerField.value;
  callers = known;
  const kinds = [...new Set(callers.map(({ kind }) => kind))];
  callerField.replaceChildren(
    ...kinds.flatMap((kind) => {
      const some = callers.filter((caller) => caller.kind === kind);
      const options = optionsOf(some.map(({ id, label }) => [id, label]));
      return kind === undefined ? options : [element("optgroup", { label: kind }, ...options)];
    }),
  );
  if (callers.some(({ id }) => id === before)) callerField.value = before;
}

/** @param {string} callerId */
export function chooseCaller(callerId) {
  callerField.value = callerId;
}

/**
 * The request of a cell of the matrix.
 *
 * @param {{ address: string, method: string, stage?: string }} route
 * @param {string} principal
 */
export function chooseRequest({ address, method, stage }, principal) {
  const index = config?.methods.findIndex(
    (one) => one.address === address && (stage === undefined || one.stage === stage),
  );
  if (index !== undefined && index >= 0) routeField.value = String(index);
  showRoute();
  if (VERBS.includes(method)) verbField.value = method;
  const caller = callers.find(({ principals }) => principals.includes(principal));
  status.textContent = caller ? "" : `No caller here is ${principal}. Choose another one.`;
  chooseCaller(caller?.id ?? NOBODY.id);
  result.replaceChildren();
}

/** @returns {Method | undefined} */
function method() {
  return config?.methods[Number(routeField.value)];
}

/** Fields that a route has of its own. */
function showRoute() {
  const route = method();
  if (!route) return;
  verbField.replaceChildren(
    ...optionsOf((route.verb === "ANY" ? VERBS : [route.verb]).map((verb) => [verb, verb])),
  );
  byId("verb-field", HTMLElement).hidden = route.verb !== "ANY";
  credentialField.replaceChildren(
    ...optionsOf([
      [route.credential, `${CREDENTIALS[route.credential]}, as the route takes`],
      ...Object.entries(CREDENTIALS).filter(([name]) => name !== route.credential),
    ]),
  );
  keyField.selectedIndex = route.apiKeyRequired && keyField.options.length > 1 ? 1 : 0;
  parameters.replaceChildren(
    ...namesIn(route.path).flatMap((name, index) => [
      element("label", { for: `parameter-${index}` }, `{${name}}`),
      element("input", {
        id: `parameter-${index}`,
        required: true,
        autocomplete: "off",
        spellcheck: "false",
      }),
    ]),
  );
  showBody();
}

function showBody() {
  byId("body-field", HTMLElement).hidden = WITHOUT_BODY.includes(verbField.value);
}

/** @param {Method} route */
function urlOf({ base, path }) {
  const values = [...parameters.querySelectorAll("input")].map(({ value }) => value);
  const url = new URL(base + filledIn(path, values), location.origin);
  url.search = byId("query", HTMLInputElement).value.replace(/^\?/, "");
  return url;
}

function headersOf() {
  const headers = new Headers();
  for (const line of byId("headers", HTMLTextAreaElement)
    .value.split("\n")
    .filter((one) => one.trim() !== "")) {
    const [name, value] = [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1)];
    if (!line.includes(":")) throw new Error(`"${line}" is no header. Expected Name: value.`);
    headers.append(name.trim(), value.trim());
  }
  if (keyField.value !== "") headers.set("x-api-key", keyField.value);
  return headers;
}

async function sendRequest() {
  const route = method();
  if (!route || !config) return;
  const caller = callers.find(({ id }) => id === callerField.value) ?? NOBODY;
  const verb = verbField.value;
  const text = byId("body", HTMLTextAreaElement).value;
  const body = WITHOUT_BODY.includes(verb) || text === "" ? undefined : text;
  const headers = headersOf();
  if (body !== undefined && !headers.has("content-type")) headers.set("content-type", "application/json");
  sendButton.disabled = true;
  status.textContent = "Sending…";
  status.className = "";
  result.replaceChildren();
  try {
    const response = await send({
      url: urlOf(route),
      method: verb,
      headers,
      body,
      caller,
      credential: /** @type {Credential} */ (credentialField.value),
      altered: byId("altered", HTMLInputElement).checked,
      region: config.region,
      service: route.service,
    });
    const answer = await response.text();
    await readCalls();
    showCalls();
    const call = callWith(response.headers);
    status.textContent = `${response.status}, ${call ? verdictOf(call) : "not a call of the API"}`;
    status.className = response.ok ? "passed" : "refused";
    result.replaceChildren(...(call ? callDetail(call) : [verbatim("Answer", answer)]));
  } finally {
    sendButton.disabled = false;
  }
}

/** @param {Error} error */
function failed(error) {
  status.textContent = `Not sent: ${error.message}`;
  status.className = "refused";
  result.replaceChildren();
}
