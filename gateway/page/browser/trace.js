import { element, folded, timeOf, verbatim } from "./elements.js";

/** @typedef {import("../shapes").ShownCall} ShownCall */

/** The checks in API Gateway's order, with what each asks. */
const CHECKS = {
  stage: "Stage",
  firewall: "Firewall",
  route: "Route",
  length: "Length",
  authentication: "Authentication",
  access: "Access",
  limits: "Limits",
  validation: "Validation",
  integration: "Integration",
};

/**
 * The check that refused a call; undefined where all let it pass.
 *
 * @param {ShownCall} call
 */
export function refusedBy({ trace }) {
  const last = trace.at(-1);
  return last?.verdict === "refused" ? last : undefined;
}

/** @param {ShownCall} call */
export function verdictOf(call) {
  const refused = refusedBy(call);
  return refused ? `refused: ${CHECKS[refused.check].toLowerCase()}` : "passed";
}

/** A call with the verdict of each check, what functions got and answered, and the answer. @param {ShownCall} call */
export function callDetail(call) {
  const { accessLog, answer, at, invocations, milliseconds, path, query, refusal, requestId, status, verb } =
    call;
  return [
    element("h3", { tabindex: -1 }, `${verb} ${path}${query && `?${query}`}: ${status}`),
    element("p", { class: "facts" }, timeOf(at), `, ${milliseconds} ms, request ${requestId}`),
    // Without its marks, Safari does not tell that it is a list.
    element("ol", { role: "list", class: "trace", "aria-label": "Checks" }, ...checksOf(call)),
    ...invocations.map(invocationOf),
    element("h4", {}, `Answer: ${status}${refusal ? `, ${refusal}` : ""}`),
    verbatim("Body of the answer", indented(answer.body) || "(empty)"),
    ...(accessLog === undefined
      ? []
      : [element("h4", {}, "Access log"), verbatim("Line of the access log", accessLog)]),
    folded(
      "Headers",
      verbatim("Headers of the answer", answer.headers.map((pair) => pair.join(": ")).join("\n")),
    ),
  ];
}

/** @param {ShownCall} call */
function checksOf({ trace }) {
  return Object.entries(CHECKS).map(([check, label]) => {
    const step = trace.find((one) => one.check === check);
    const verdict = step?.verdict ?? "not reached";
    return element(
      "li",
      { class: verdict.replace(" ", "-") },
      element("span", { class: "check" }, label),
      " ",
      element("span", { class: "verdict" }, verdict),
      " ",
      ...(step
        ? [
            element(
              "span",
              { class: "reason" },
              step.reason,
              element("span", { class: "rule" }, " ", ...ruleOf(step.rule)),
            ),
          ]
        : []),
    );
  });
}

/**
 * The part of the Terraform behind a verdict.
 *
 * @param {{ address: string, rule?: string, statement?: number } | undefined} rule
 */
export function ruleOf(rule) {
  if (!rule) return [];
  const { address, rule: name, statement } = rule;
  return [
    element("code", {}, address),
    ...(statement === undefined ? [] : [`, statement ${statement}`]),
    ...(name === undefined ? [] : [`, rule ${name}`]),
  ];
}

/** @param {ShownCall["invocations"][number]} invocation */
function invocationOf({ event, functionArn, result }) {
  const name = functionArn.split(":function:")[1] ?? functionArn;
  return folded(
    `Function ${name}: ${result?.kind ?? "runs"}`,
    element("h4", {}, "Event"),
    verbatim(`Event of ${name}`, JSON.stringify(event, null, 2)),
    element("h4", {}, "Result"),
    verbatim(`Result of ${name}`, JSON.stringify(result ?? null, null, 2)),
  );
}

/** JSON in lines; other text as it is. @param {string} text */
function indented(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
