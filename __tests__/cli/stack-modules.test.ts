import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformHclModule, TerraformStack } from "cdktf";
import { readOutput } from "../../cli/sources/output";
import { rootsAt, withoutNeedlessNames } from "../../cli/sources/roots";
import { openSystem } from "../../cli/sources/sources";

const openSource = (path: string) => openSystem(withoutNeedlessNames([rootsAt([path])] as const)[0]);

import { LogGroup } from "../../constructs/observe/log-group";
import { readTerraform } from "../../terraform/read";

/** Stacks with `TerraformHclModule`, written by cdktf and read as `access`, `diff` and `guard` read them. */

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stack-modules-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "111111111111" } }],
});

/** A module that makes a role, and calls another one, in JSON, for the key. */
function writeModule(): string {
  const source = join(folder, "role");
  mkdirSync(join(source, "key"), { recursive: true });
  writeFileSync(
    join(source, "main.tf"),
    `variable "name" { type = string }
module "key" {
  source = "./key"
  name   = var.name
}
resource "aws_iam_role" "this" {
  name               = "\${var.name}-clerk"
  assume_role_policy = ${JSON.stringify(TRUST)}
}
resource "random_pet" "none" { count = 2 }
output "arn" { value = module.key.arn }
`,
  );
  writeFileSync(
    join(source, "key/main.tf.json"),
    JSON.stringify({
      variable: { name: { type: "string" } },
      output: { arn: { value: "arn:aws:kms:eu-central-1:111111111111:key/${var.name}" } },
    }),
  );
  return `${FROM_STACK}role`;
}

/** Terraform runs in the stack's folder, out/stacks/shop. */
const FROM_STACK = "../../../";

function synthesized(source: string): string {
  const outdir = join(folder, "out");
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "shop");
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  const called = new TerraformHclModule(stack, "clerk", {
    source,
    variables: { name: "shop" },
    // The path is the one that Terraform sees; the copy that cdktf makes otherwise lies below the stack's folder.
    skipAssetCreationFromLocalModules: true,
  });
  new LogGroup(stack, "log", { name: "/shop", key: { arn: called.getString("arn") } });
  app.synth();
  return outdir;
}

test("a local module is read: its resources, and what it puts out", async () => {
  const { model, resources } = await openSource(synthesized(writeModule()));
  const role = resources.find(({ type }) => type === "aws_iam_role");
  expect(role?.address).toBe("shop/module.clerk.aws_iam_role.this");
  expect(role?.values.name).toBe("shop-clerk");
  const log = resources.find(({ type }) => type === "aws_cloudwatch_log_group");
  expect(log?.values.kms_key_id).toBe("arn:aws:kms:eu-central-1:111111111111:key/shop");
  expect(model.notices.filter(({ message }) => /not available/.test(message))).toEqual([]);
});

test("so it is where the stack's file alone is given", async () => {
  const { resources } = await openSource(join(synthesized(writeModule()), "stacks/shop/cdk.tf.json"));
  expect(resources.map(({ address }) => address)).toContain("shop/module.clerk.aws_iam_role.this");
});

test.each(["terraform-aws-modules/iam/aws", "company/keys/aws"])(
  "of %s, which is not available, every output is unknown and named",
  async (source) => {
    const { model, resources } = await openSource(synthesized(source));
    expect(model.notices).toContainEqual(
      expect.objectContaining({
        address: "shop/module.clerk",
        message: `the module ${JSON.stringify(source)} is not available: it may hold routes, locks, roles and permissions, which are missing here`,
        weight: "warning",
      }),
    );
    const log = resources.find(({ type }) => type === "aws_cloudwatch_log_group");
    expect(log?.values.kms_key_id).toMatchObject({
      unknown: expect.stringContaining("shop/module.clerk.arn: the module is not read"),
    });
  },
);

test("an output that the module does not have is unknown, and named", async () => {
  mkdirSync(join(folder, "empty"));
  writeFileSync(join(folder, "empty/main.tf"), 'variable "name" {}\n');
  const { model } = await openSource(synthesized(`${FROM_STACK}empty`));
  expect(model.notices).toContainEqual(
    expect.objectContaining({
      address: expect.stringMatching(/^shop\/aws_cloudwatch_log_group\./),
      message: expect.stringContaining("shop/module.clerk.arn: there is no such output"),
    }),
  );
});

test("the gate refuses a stack with a module, by its name", () => {
  const { stacks } = readOutput(synthesized(writeModule()));
  expect(() => readTerraform({ kind: "stacks", stacks }, { strict: true })).toThrow(
    expect.objectContaining({
      code: "ARGUMENT_UNSUPPORTED",
      message: expect.stringMatching(/^shop\/module\.clerk: /),
    }),
  );
});
