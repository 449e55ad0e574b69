import { worst } from "../../../../terraform/access/decide/policies";
import type { Decision } from "../../../../terraform/model/decision";

const allow: Decision = { outcome: "allow", reason: "allow" };
const unknown: Decision = { outcome: "unknown", reason: "unknown" };
const silent: Decision = { outcome: "deny", reason: "silent" };
const denied: Decision = { outcome: "deny", reason: "denied", explicit: true };

/** A request with several ARNs must be allowed under every one of them. */
test.each<[readonly Decision[], Decision]>([
  [[allow], allow],
  [[unknown], unknown],
  [[allow, { ...allow, reason: "second" }], allow],
  [[allow, unknown], unknown],
  [[unknown, silent, allow], silent],
  [[allow, unknown, silent, denied], denied],
  [[denied, silent], denied],
])("of %j it is the worst: %j", (decisions, expected) => {
  expect(worst(decisions)).toEqual(expected);
});
