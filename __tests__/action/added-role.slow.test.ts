import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { guard } from "../../cli/commands/guard";
import type { VerdictJson } from "../../cli/schemas/verdict";
import { environmentNamed } from "../../stacks/environment-named";
import { rules } from "../../terraform/access/guard";
import { captured } from "../cli/captured";
import { petstore, synthesize } from "../stacks/synthesized";
import { yamlOf } from "./steps";

/** A role that is added is deployed stack by stack: none of them is stopped by what only all of them together show. */

const folder = mkdtempSync(join(tmpdir(), "added-role-"));
const [base, head] = [join(folder, "base"), join(folder, "head")];
const access = {
  ...petstore,
  roles: { ...petstore.roles, clerk: { description: "Clerks", precedence: 30 } },
  routes: {
    ...petstore.routes,
    "GET /orders": { lock: "iam", roles: ["clerk"], handler: "inventory" },
  },
} satisfies typeof petstore;

beforeAll(() => {
  synthesize(base, environmentNamed("prod"));
  synthesize(head, environmentNamed("prod"), access);
});
afterAll(() => rmSync(folder, { recursive: true }));

const stacks = ["identity-prod", "routes-prod", "api-prod"];

test("deployments stop at rules about plans", () => {
  const { jobs } = yamlOf<{ jobs: Record<string, { with: Record<string, string> }> }>(
    ".github/workflows/deploy.yml",
  );
  expect(Object.values(jobs).map(({ with: given }) => [given.name, given["stop-at"]])).toEqual(
    stacks.map((name) => [name, "plan"]),
  );
});

test.each(stacks)("%s alone breaks no such rule", async (stack) => {
  const side = (of: string) => `${stack}=${join(of, "stacks", stack)}`;
  const { out, status } = await captured(guard, side(head), "--base", side(base), "--format", "json");
  const { broken } = JSON.parse(out) as VerdictJson;
  const ofPlans = broken.filter(({ rule }) =>
    rules.some(({ id, needs }) => id === rule && needs === "changes"),
  );
  expect(ofPlans).toEqual([]);
  // It is stopped otherwise, though nothing is wrong with it.
  expect(status).not.toBe(0);
});
