import { byId, element, optionsOf, row, table } from "./elements.js";
import { ruleOf } from "./trace.js";

/**
 * @typedef {object} Cell
 * @property {string} principal
 * @property {"allow" | "deny" | "unknown"} decision
 * @property {string} reason
 * @property {{ address: string, statement?: number, position?: { file: string, line: number } }} source
 * @property {string[]} [requires]
 *
 * @typedef {object} Route
 * @property {string} [api]
 * @property {string} [stage]
 * @property {string} method
 * @property {string} path
 * @property {string} authorization
 * @property {string} address
 * @property {Cell[]} cells
 *
 * @typedef {object} Matrix
 * @property {Route[]} routes
 * @property {{ address: string, message: string }[]} notes
 */

/** Routes that are shown at once: a table of thousands would take seconds to build. */
const MOST = 100;

const WORDS = { allow: "allowed", deny: "denied", unknown: "unknown" };

/** @type {Matrix} */
let matrix = { routes: [], notes: [] };
/** @type {(route: Route, principal: string) => void} */
let onTry = () => {};
/** @type {{ route: Route, cell: Cell } | undefined} */
let asked;

const filter = byId("access-route", HTMLInputElement);
const who = byId("access-who", HTMLSelectElement);
const dialog = byId("why", HTMLDialogElement);

/** @param {typeof onTry} tries takes a route and a column to a request */
export function startAccess(tries) {
  onTry = tries;
  for (const field of [filter, who]) field.addEventListener("input", showMatrix);
  byId("access-filter", HTMLFormElement).addEventListener("submit", (event) => event.preventDefault());
  byId("why-close", HTMLButtonElement).addEventListener("click", () => dialog.close());
  byId("why-try", HTMLButtonElement).addEventListener("click", () => {
    dialog.close();
    if (asked) onTry(asked.route, asked.cell.principal);
  });
}

/** @param {Matrix} made */
export function setMatrix(made) {
  matrix = made;
  const before = who.value;
  who.replaceChildren(
    ...optionsOf([["", "All callers"], ...principals().map((name) => /** @type {const} */ ([name, name]))]),
  );
  who.value = principals().includes(before) ? before : "";
  byId("access-notes", HTMLElement).replaceChildren(...notesOf(made));
  showMatrix();
}

function principals() {
  return [...new Set(matrix.routes.flatMap(({ cells }) => cells.map(({ principal }) => principal)))];
}

function showMatrix() {
  const columns = who.value === "" ? principals() : [who.value];
  const wanted = filter.value.toLowerCase();
  const routes = matrix.routes.filter((route) => nameOf(route).toLowerCase().includes(wanted));
  const shown = routes.slice(0, MOST);
  byId("access-count", HTMLElement).textContent =
    routes.length > MOST
      ? `The first ${MOST} of ${routes.length} routes. Narrow them down by their name.`
      : `${routes.length} of ${matrix.routes.length} routes`;
  const rows = shown.map((route) => routeRow(route, columns));
  byId("access-table", HTMLElement).replaceChildren(
    table("access-title", ["Route", "Lock", ...columns], ...rows),
  );
}

/**
 * @param {Route} route
 * @param {readonly string[]} columns
 */
function routeRow(route, columns) {
  return row([
    ["Route", nameOf(route)],
    ["Lock", element("span", { class: "lock" }, route.authorization)],
    ...columns.map((name) => {
      const cell = route.cells.find(({ principal }) => principal === name);
      return /** @type {const} */ ([name, ...(cell ? [cellButton(route, cell)] : [])]);
    }),
  ]);
}

/**
 * @param {Route} route
 * @param {Cell} cell
 */
function cellButton(route, cell) {
  const word = wordOf(cell);
  return element(
    "button",
    {
      type: "button",
      class: `word ${cell.decision}`,
      "aria-label": `${word}: ${nameOf(route)} as ${cell.principal}`,
      "aria-haspopup": "dialog",
      click: () => explain(route, cell),
    },
    word,
  );
}

/** @param {Cell} cell */
function wordOf({ decision, requires = [] }) {
  if (decision !== "allow" || requires.length === 0) return WORDS[decision];
  return requires.join() === "api-key" ? "with key" : "conditional";
}

/**
 * @param {Route} route
 * @param {Cell} cell
 */
function explain(route, cell) {
  asked = { route, cell };
  const { position } = cell.source;
  const facts = [
    ["Because", cell.reason],
    ...(cell.requires?.length ? [["Needs", cell.requires.join(", ")]] : []),
    ["Rule", ...ruleOf(cell.source)],
    ...(position ? [["Written at", `${position.file}:${position.line}`]] : []),
    ["Lock", route.authorization],
    ["Method", element("code", {}, route.address)],
  ];
  byId("why-title", HTMLElement).textContent =
    `${nameOf(route)} as ${cell.principal}: ${WORDS[cell.decision]}`;
  byId("why-facts", HTMLElement).replaceChildren(
    ...facts.flatMap(([term, ...is]) => [element("dt", {}, term ?? ""), element("dd", {}, ...is)]),
  );
  dialog.showModal();
}

/** @param {Route} route */
function nameOf({ api, method, path, stage }) {
  return [
    method,
    path,
    ...(api === undefined ? [] : [`of ${api}`]),
    ...(stage === undefined ? [] : [stage]),
  ].join(" ");
}

/** @param {Matrix} made */
function notesOf({ notes }) {
  if (notes.length === 0) return [];
  return [
    element("h3", {}, "Notes"),
    element(
      "ul",
      {},
      ...notes.map(({ address, message }) => element("li", {}, element("code", {}, address), ` ${message}`)),
    ),
  ];
}
