import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccessModel } from "../../access/model";
import { missingOutputs } from "../../cli/cdktf-diff/missing-outputs";
import { environmentNamed } from "../../stacks/environment-named";
import type { Environment } from "../../stacks/environments";
import { petstore, synthesize } from "../stacks/synthesized";
import type { Document } from "./model";
import { Stacks } from "./terraform";
import { violations } from "./violations";

/** What `npm run destroy` does, stack by stack, with real Terraform: the lifecycle of every resource is kept. */

jest.setTimeout(300_000);

type Documents = Readonly<Record<string, Document>>;
type Settings = Partial<Record<keyof Environment, unknown>>;

const ORDER = ["bootstrap", "identity", "routes", "api"];

/** The stacks of an environment, in the order in which they are deployed. */
function stacksOf(name: string, settings: Settings = {}, access?: AccessModel): Documents {
  const outdir = mkdtempSync(join(tmpdir(), "stacks-"));
  try {
    synthesize(outdir, environmentNamed(name, settings), access);
    const placeOf = (stack: string) => ORDER.findIndex((first) => stack.startsWith(first));
    const names = readdirSync(join(outdir, "stacks")).sort((a, b) => placeOf(a) - placeOf(b));
    return Object.fromEntries(
      names.map((stack) => [
        stack,
        JSON.parse(readFileSync(join(outdir, "stacks", stack, "cdk.tf.json"), "utf8")),
      ]),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

let stacks: Stacks;
beforeEach(() => {
  stacks = new Stacks();
});
afterEach(() => stacks.remove());

function destroyAll(documents: Documents): void {
  for (const stack of Object.keys(documents).reverse()) stacks.destroy(stack);
}

/** Addresses that Terraform still has, of all stacks. */
const left = (documents: Documents) => Object.keys(documents).flatMap((stack) => stacks.addresses(stack));

test("dev is destroyed to the last resource, the stacks in the opposite order", () => {
  const dev = stacksOf("dev");
  stacks.begin(dev);
  expect(left(dev).length).toBeGreaterThan(100);
  destroyAll(dev);
  expect(left(dev)).toEqual([]);
});

const aws: Settings = { encryption: "aws-owned", alarms: "off" };

test.each<[string, Settings]>([
  ["as it is", {}],
  ["with AWS's own keys", aws],
  [
    "with all that can be off",
    { ...aws, logs: "off", firewall: "off", tracing: "off", hardening: "off", selfServiceKeys: "off" },
  ],
])("production cannot be destroyed, %s, while it is protected", (_, settings) => {
  const prod = stacksOf("prod", settings);
  stacks.begin(prod);
  const before = left(prod);
  expect(Object.keys(prod)).toEqual(["bootstrap-prod", "identity-prod", "routes-prod", "api-prod"]);
  for (const stack of Object.keys(prod))
    expect(() => stacks.destroy(stack)).toThrow("Instance cannot be destroyed");
  expect(left(prod)).toEqual(before);
});

test("production can be destroyed after a deployment that turns protection off", () => {
  const off = stacksOf("prod", { protection: "off" });
  stacks.begin(stacksOf("prod"));
  stacks.deploy(off);
  destroyAll(off);
  expect(left(off)).toEqual([]);
});

/** What deploying `after` over `before` did, and what of it may come too early. */
function changed(before: Documents, after: Documents) {
  stacks.begin(before);
  const applied = stacks.deploy(after);
  const steps = applied.flatMap((one) => one.steps.map(({ action, address }) => `${action} ${address}`));
  return { steps, wrong: violations({ before, after, applied }), unsettled: stacks.unsettled(after) };
}

test("without logs, the access log is destroyed after the stage stops using it", () => {
  const { steps, wrong, unsettled } = changed(
    stacksOf("prod"),
    stacksOf("prod", { logs: "off", alarms: "off" }),
  );
  expect(steps).toContain("delete aws_cloudwatch_log_group.edge_access-log_group");
  expect({ wrong, unsettled }).toEqual({ wrong: [], unsettled: [] });
});

test("self-service keys that are switched off ask for the deletion of their table, which AWS refuses", () => {
  const { steps, wrong } = changed(stacksOf("prod"), stacksOf("prod", { selfServiceKeys: "off" }));
  expect(steps.filter((step) => /dynamodb_table|rest_api\./.test(step))).toEqual([
    "delete aws_dynamodb_table.own-keys_service_owners_table",
  ]);
  expect(wrong).toEqual([]);
});

test("the checks see a log group that goes too early", () => {
  const stack = (hasLog: boolean): Documents => ({
    all: {
      resource: {
        ...(hasLog && { aws_cloudwatch_log_group: { access: { name: "access" } } }),
        aws_api_gateway_stage: {
          live: {
            stage_name: "live",
            ...(hasLog && {
              access_log_settings: { destination_arn: "${aws_cloudwatch_log_group.access.arn}" },
            }),
          },
        },
      },
    },
  });
  expect(changed(stack(true), stack(false)).wrong).toEqual([
    "aws_cloudwatch_log_group.access may be destroyed while aws_api_gateway_stage.live still names it",
  ]);
});

const KEYS = /aws_kms_key/;

test("after a change to AWS's own keys, the former ones stay in AWS where data is protected", () => {
  const after = stacksOf("prod", aws);
  const { steps, wrong, unsettled } = changed(stacksOf("prod"), after);
  expect(steps.filter((step) => KEYS.test(step))).toEqual([
    "forget aws_kms_key.key_key",
    "forget aws_kms_key.edge_key_key",
  ]);
  expect({ wrong, unsettled }).toEqual({ wrong: [], unsettled: [] });
});

test("where data is not protected, the keys are destroyed last", () => {
  const off = { protection: "off" };
  const { steps, wrong, unsettled } = changed(stacksOf("prod", off), stacksOf("prod", { ...off, ...aws }));
  expect(steps.filter((step) => KEYS.test(step))).toEqual([
    "delete aws_kms_key.key_key",
    "delete aws_kms_key.edge_key_key",
  ]);
  expect({ wrong, unsettled }).toEqual({ wrong: [], unsettled: [] });
});

test("a plan that reads an output that another stack does not have yet is recognized, before a deployment and with a new role", () => {
  const dev = stacksOf("dev");
  const roles = { ...petstore.roles, clerk: { description: "Clerks", precedence: 20 } };
  const routes = {
    ...petstore.routes,
    "GET /pets": { lock: "iam", roles: ["admin", "clerk", "user"], handler: "pets" },
  } as const;
  const more = stacksOf("dev", {}, { ...petstore, roles, routes });
  const planned = (documents: Documents, stack: string) => {
    try {
      stacks.deploy({ [stack]: documents[stack] as Document });
    } catch (error) {
      return missingOutputs((error as Error).message);
    }
    return "planned";
  };
  expect(planned(dev, "routes")).toContain("such as a new role: identity. ");
  stacks.begin(dev);
  expect(planned(more, "api")).toMatch(/such as a new role: identity\b/);
  stacks.deploy(more);
});
