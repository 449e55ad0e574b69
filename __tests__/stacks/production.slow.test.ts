import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentNamed } from "../../stacks/environment-named";
import type { Environment } from "../../stacks/environments";
import type { Terraform } from "../constructs/terraform";
import { synthesize, terraformOf } from "./synthesized";

/** Production with single settings changed, whole each time. */

const of = (settings: Partial<Record<keyof Environment, unknown>> = {}): object =>
  terraformOf(environmentNamed("prod", settings));
const prod = of();

test.each<[Partial<Record<keyof Environment, unknown>>, RegExp]>([
  [{ firewall: "off" }, /^aws_wafv2_/],
  [{ logs: "off", alarms: "off" }, /^aws_cloudwatch_(metric_alarm|log_metric_filter|dashboard)$/],
  [{ alarms: "off" }, /^aws_(sns_topic|cloudwatch_metric_alarm|cloudwatch_dashboard)/],
  [{ encryption: "aws-owned", alarms: "off", bootstrap: "elsewhere" }, /^aws_kms_/],
  [{ hardening: "off" }, /^aws_api_gateway_(gateway_response|request_validator|model)$/],
  [{ bootstrap: "elsewhere" }, /^aws_(s3_bucket|cloudtrail|api_gateway_account)/],
  [{ userPool: { selfSignUp: true } }, /^aws_cognito_risk_configuration$/],
])("%j switches a costly part off, and all of it", (settings, types) => {
  const resources = (stacks: object) =>
    Object.values(stacks)
      .flatMap((stack: Terraform) => Object.keys(stack.resource))
      .filter((type) => types.test(type));
  expect(resources(prod).length).toBeGreaterThan(0);
  expect(resources(of(settings))).toEqual([]);
});

test("two runs in two folders write the same bytes", () => {
  const written = () => {
    const folder = mkdtempSync(join(tmpdir(), "production-"));
    try {
      return synthesize(folder, environmentNamed("prod")).map((stack) =>
        readFileSync(join(folder, "stacks", stack, "cdk.tf.json"), "utf8"),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  expect(written()).toEqual(written());
});
