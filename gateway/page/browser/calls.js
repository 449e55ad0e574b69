import { byId, element, liveTable, row, timeOf } from "./elements.js";
import { read } from "./server.js";
import { callDetail, refusedBy, verdictOf } from "./trace.js";

/** @typedef {import("../shapes").ShownCall} ShownCall */

/** As many as the gate keeps. */
const KEPT = 200;

/** The newest first. @type {ShownCall[]} */
let calls = [];
/** Which reading of the Terraform the gate serves. */
let servedSince = "";
/** The call whose trace is shown. */
let chosen = 0;

const text = byId("calls-text", HTMLInputElement);
const onlyRefused = byId("calls-refused", HTMLInputElement);
const follow = byId("calls-follow", HTMLInputElement);
const detail = byId("call", HTMLElement);
const update = liveTable(
  "calls",
  ["Request", "Answer", "Verdict", "Time"],
  callRow,
  ({ requestId }) => requestId,
);

/**
 * Gets the calls since the last time.
 *
 * @returns {Promise<boolean>} whether the gate serves another reading of the Terraform than before
 */
export async function readCalls() {
  /** @type {import("../shapes").ShownCalls} */
  const answer = await read(`calls?after=${calls[0]?.number ?? 0}`);
  const isOther = answer.servedSince !== servedSince;
  const isFirst = servedSince === "";
  servedSince = answer.servedSince;
  if (isOther && !isFirst) {
    // After a restart, calls are counted anew.
    const all = await read("calls");
    calls = all.calls.toReversed();
  } else calls = [...answer.calls.toReversed(), ...calls].slice(0, KEPT);
  return isOther;
}

/** Of a REST API, and of an HTTP API. */
const ID_HEADERS = ["x-amzn-requestid", "apigw-requestid"];

/**
 * The call that was answered with these headers.
 *
 * @param {Headers} headers
 */
export function callWith(headers) {
  return calls.find(({ answer }) =>
    answer.headers.some(
      ([name, value]) => ID_HEADERS.includes(name.toLowerCase()) && headers.get(name) === value,
    ),
  );
}

export function startCalls() {
  for (const field of [text, onlyRefused, follow]) field.addEventListener("input", () => showCalls(true));
  byId("calls-filter", HTMLFormElement).addEventListener("submit", (event) => event.preventDefault());
}

/** @param {boolean} [now] also where new calls are not followed */
export function showCalls(now = false) {
  if (!follow.checked && !now) return;
  const shown = calls.filter(
    (call) => call.path.includes(text.value) && (!onlyRefused.checked || refusedBy(call) !== undefined),
  );
  update(shown, calls.length === 0 ? "No calls yet." : "No such calls.");
  const refused = calls.filter(refusedBy).length;
  byId("calls-count", HTMLElement).textContent =
    `The last ${calls.length} calls; the gate refused ${refused} of them.`;
}

/** @param {ShownCall} call */
function callRow(call) {
  const { at, milliseconds, number, path, status, verb } = call;
  const refused = refusedBy(call) !== undefined;
  const open = element(
    "button",
    {
      type: "button",
      class: "link",
      "aria-current": number === chosen && "true",
      click(event) {
        chosen = number;
        for (const other of document.querySelectorAll("#calls-table [aria-current]"))
          other.removeAttribute("aria-current");
        /** @type {HTMLElement} */ (event.currentTarget).setAttribute("aria-current", "true");
        detail.replaceChildren(...callDetail(call));
        detail.querySelector("h3")?.focus();
      },
    },
    `${verb} ${path}`,
  );
  return row([
    ["Request", open],
    ["Answer", String(status)],
    ["Verdict", element("span", { class: refused ? "refused" : "passed" }, verdictOf(call))],
    ["Time", timeOf(at), element("small", {}, `${milliseconds} ms`)],
  ]);
}
