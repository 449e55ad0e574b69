import { byId, element, liveTable, row } from "./elements.js";
import { read } from "./server.js";

/**
 * @typedef {import("../../data-plane/limit-counters").LimitCounters} Limits
 * @typedef {Limits["throttles"][number]} Throttle
 * @typedef {Limits["quotas"][number]} Quota
 */

const all = byId("limits-all", HTMLInputElement);
const updateThrottles = liveTable(
  "throttles",
  ["Limit", "Calls a second", "Left of burst", "Admitted", "Refused", "Set by"],
  throttleRow,
);
const updateQuotas = liveTable("quotas", ["API key", "Used", "Left", "Set by"], quotaRow);

export function startLimits() {
  all.addEventListener("input", showLimits);
}

export async function showLimits() {
  /** @type {Limits} */
  const { quotas, throttles, throttling } = await read("limits");
  const met = throttles.filter(({ admitted, kind, refused }) => kind === "plan" || admitted + refused > 0);
  byId("limits-note", HTMLElement).textContent = throttling
    ? "A call must be within every limit that applies to it: of the account, of the stage, and of the API key's usage plan."
    : "No call is throttled (--no-throttle). Quotas count.";
  updateQuotas(quotas, "The Terraform has no quota.");
  updateThrottles(all.checked ? throttles : met, "No call has met a throttle yet.");
}

const KINDS = {
  account: "Account",
  "stage-method": "Stage",
  plan: "Usage plan",
  "plan-method": "Usage plan",
};

/** @param {Throttle} throttle */
function throttleRow({ address, admitted, api, burst, key, kind, left, method, rate, refused, stage }) {
  const of = [method, stage && `stage ${stage}`, api && `of ${api}`, key && `key ${key}`].filter(Boolean);
  return row([
    ["Limit", KINDS[kind], ...(of.length === 0 ? [] : [element("small", {}, of.join(", "))])],
    ["Calls a second", String(rate)],
    ["Left of burst", `${Math.floor(left)} of ${burst}`],
    ["Admitted", String(admitted)],
    ["Refused", element("span", { class: refused > 0 ? "refused" : "" }, String(refused))],
    ["Set by", element("code", {}, address)],
  ]);
}

/** @param {Quota} quota */
function quotaRow({ address, key, left, limit, period, plan, used }) {
  return row([
    ["API key", key, element("small", {}, plan)],
    ["Used", `${used} of ${limit} a ${period.toLowerCase()}`],
    ["Left", element("span", { class: left === 0 ? "refused" : "" }, String(left))],
    ["Set by", element("code", {}, address)],
  ]);
}
