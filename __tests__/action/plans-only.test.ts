import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { refuseUnlessPlans } from "../../cli/action/plans";
import { statusOf } from "../../cli/action/review";
import { EXIT } from "../../cli/exit-status";
import { rules } from "../../terraform/access/guard";
import { PLANS } from "./plans";

/** `stop-at: plan`: only rules about plans stop the job, so there must be plans. */

const folder = mkdtempSync(join(tmpdir(), "plans-only-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string, document: object) => {
  writeFileSync(join(folder, name), JSON.stringify(document));
  return join(folder, name);
};
const plan = at("plan.json", PLANS.rest);
const state = at("state.json", { format_version: "1.0", values: { root_module: {} } });
const stack = at("cdk.tf.json", { "//": { metadata: { stackName: "api" } }, resource: {} });
const infra = join(folder, "infra");
mkdirSync(infra);
writeFileSync(join(infra, "main.tf"), "");

test.each([
  ["a folder of HCL", [infra]],
  ["a folder beside a plan", [plan, infra]],
  ["a named folder", [`api=${infra}`]],
  ["a state", [state]],
  ["a synthesized stack", [`api=${stack}`]],
])("%s is refused", (_, paths) => {
  expect(() => refuseUnlessPlans({ base: [], paths, stopAt: "plan" })).toThrow(/is no plan; expected/);
  expect(() => refuseUnlessPlans({ base: [], paths, stopAt: "anything" })).not.toThrow();
});

test("plans are taken, and nothing to compare them with", () => {
  const paths = [`api=${plan}`, plan];
  expect(() => refuseUnlessPlans({ base: [], paths, stopAt: "plan" })).not.toThrow();
  expect(() => refuseUnlessPlans({ base: ["none"], paths, stopAt: "plan" })).toThrow(
    /The input base is given/,
  );
});

const ofPlans = rules.filter(({ needs }) => needs === "changes").map(({ id }) => id);
const ofAccess = rules.filter(({ needs }) => needs === "access").map(({ id }) => id);
test.each([
  ["no rule was left out", [], false, EXIT.ok],
  ["a rule about access was left out", ofAccess, false, EXIT.ok],
  ["a rule about plans was left out", ofPlans.slice(0, 1), false, EXIT.unknown],
  ["it was, and that is allowed", ofPlans.slice(0, 1), true, EXIT.ok],
])("where %s, the status says so", (_, skipped, allowUnknown, status) => {
  const guard = { status: EXIT.unknown, text: "", problem: "" };
  expect(statusOf([], guard, { broken: [], skipped }, { allowUnknown, stopAt: "plan" })).toBe(status);
});
