import { setMatrix, startAccess } from "./access.js";
import { readCalls, showCalls, startCalls } from "./calls.js";
import { byId, element } from "./elements.js";
import { showLimits, startLimits } from "./limits.js";
import { chooseCaller, chooseRequest, setCallers, setTargets, startRequest } from "./request.js";
import { hasKey, Refused, read, takeKey, useKey } from "./server.js";
import { callersOf, forgetSessions } from "./session.js";
import { readUsers, showUsers, startUsers } from "./users.js";

/** Milliseconds between two looks at the gate. */
const PERIOD = 1_000;

/** What each view shows anew, when it is opened and while it is open. @type {Record<string, () => unknown>} */
const VIEWS = {
  access: () => {},
  request: async () => config && setCallers(callersOf(config, await readUsers())),
  calls: () => showCalls(),
  users: showUsers,
  limits: showLimits,
};

/** @type {import("./session.js").Config | undefined} */
let config;
let isLocked = false;

/** Views are not named like elements, so that the browser does not jump to one. */
function viewName() {
  const name = location.hash.slice(1);
  return Object.hasOwn(VIEWS, name) ? name : "access";
}

/** @param {boolean} isChosen whether a person has gone to the view, and not opened the page */
function showView(isChosen) {
  const name = isLocked ? "locked" : viewName();
  byId("views", HTMLElement).hidden = isLocked;
  for (const section of document.querySelectorAll("main > section"))
    if (section instanceof HTMLElement) section.hidden = section.id !== `view-${name}`;
  for (const link of document.querySelectorAll("nav a"))
    if (link.getAttribute("href") === `#${name}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  const title = byId(`${name}-title`, HTMLElement);
  document.title = `${title.textContent}, Gatehouse`;
  if (isChosen) title.focus();
}

/** @param {string} name */
function goTo(name) {
  if (viewName() === name) return;
  location.hash = name;
}

/** What changes only with the Terraform. */
async function load() {
  const [made, users, matrix] = await Promise.all([
    read("config"),
    readUsers(),
    read("matrix").catch((error) => {
      if (error instanceof Refused && error.status === 404) return { routes: [], notes: [] };
      throw error;
    }),
  ]);
  config = /** @type {import("./session.js").Config} */ (made);
  forgetSessions();
  setMatrix(matrix);
  setTargets(config, callersOf(config, users));
  const urls = config.apis.flatMap((api) => Object.values(api.urls));
  byId("place", HTMLElement).replaceChildren(
    ...urls.flatMap((url) => [element("code", {}, url), " "]),
    config.region,
  );
}

/** Looks at the gate once. */
async function look() {
  try {
    if ((await readCalls()) || !config) await load();
    await VIEWS[viewName()]?.();
    tell(undefined);
  } catch (error) {
    tell(error instanceof Error ? error : new Error(String(error)));
  }
}

/** @param {Error | undefined} error */
function tell(error) {
  const wasLocked = isLocked;
  isLocked = error instanceof Refused && error.status === 403;
  const problem = byId("problem", HTMLElement);
  const text = isLocked ? (hasKey() ? "This is not the key of the gate." : "") : (error?.message ?? "");
  if (problem.textContent !== text) problem.textContent = text;
  problem.hidden = text === "";
  if (wasLocked !== isLocked) showView(isLocked);
}

async function follow() {
  if (!document.hidden && !isLocked) await look();
  setTimeout(follow, PERIOD);
}

takeKey();
startAccess((route, principal) => {
  chooseRequest(route, principal);
  goTo("request");
});
startCalls();
startLimits();
startRequest();
startUsers((callerId) => {
  chooseCaller(callerId);
  goTo("request");
});
byId("key-form", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  useKey(
    byId("key", HTMLInputElement)
      .value.trim()
      .replace(/^.*#key=/, ""),
  );
  look();
});
// Its own jump would take the place of the view in the address.
byId("skip", HTMLElement).addEventListener("click", (event) => {
  event.preventDefault();
  byId("main", HTMLElement).focus();
});
addEventListener("hashchange", () => {
  takeKey();
  for (const dialog of document.querySelectorAll("dialog")) dialog.close();
  showView(true);
  if (!isLocked) VIEWS[viewName()]?.();
});
showView(false);
follow();
