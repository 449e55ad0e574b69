import { environmentNamed } from "../../stacks/environment-named";
import type { Environment } from "../../stacks/environments";
import { all, type Body, only, type Terraform } from "../constructs/terraform";
import { terraformOf } from "./synthesized";

const of = (settings: Partial<Record<keyof Environment, unknown>> = {}) =>
  terraformOf(environmentNamed("prod", settings)) as unknown as {
    bootstrap: Terraform & Body;
    identity: Terraform & Body;
    api: Terraform & Body;
  };
const prod = of();
const changed = of({
  tracing: "off",
  state: { bucket: "shop-state" },
  tags: { team: "shop", environment: "none" },
});

test("in production, the stage is logged, traced and behind a firewall, and so is the user pool", () => {
  expect(only(prod.api, "aws_api_gateway_stage")).toMatchObject({
    access_log_settings: { format: expect.any(String) },
    xray_tracing_enabled: true,
  });
  expect(only(prod.api, "aws_wafv2_web_acl_association").resource_arn).toMatch(/aws_api_gateway_stage/);
  expect(only(prod.identity, "aws_wafv2_web_acl_association").resource_arn).toMatch(/aws_cognito_user_pool/);
  expect(all(prod.api, "aws_cloudwatch_metric_alarm")).toHaveLength(7);
  expect(all(prod.api, "aws_cloudwatch_dashboard")).toHaveLength(1);
});

test("every function is traced, and its log and environment are encrypted with a customer-managed key", () => {
  for (const stack of [prod.api, prod.identity]) {
    for (const lambda of all(stack, "aws_lambda_function")) {
      expect(lambda.tracing_config).toEqual({ mode: "Active" });
      expect("environment" in lambda ? lambda.kms_key_arn : "aws_kms_key").toMatch(/aws_kms_key/);
    }
    for (const group of all(stack, "aws_cloudwatch_log_group")) {
      expect(group).toMatchObject({
        kms_key_id: expect.stringMatching(/aws_kms_key/),
        retention_in_days: 365,
      });
    }
  }
});

test("with tracing off, no function is traced", () => {
  for (const lambda of all(changed.api, "aws_lambda_function"))
    expect(lambda).not.toHaveProperty("tracing_config");
});

test("state goes to S3 when a bucket is named; bootstrap's own stays beside the project", () => {
  expect(changed.api.terraform.backend).toEqual({
    s3: {
      bucket: "shop-state",
      key: "petstore-prod/api-prod.tfstate",
      region: "us-east-1",
      encrypt: true,
      use_lockfile: true,
    },
  });
  expect(changed.bootstrap.terraform.backend).toEqual({
    local: { path: "../../../terraform.bootstrap-prod.tfstate" },
  });
  expect(changed.api.data?.terraform_remote_state).toMatchObject({
    "cross-stack-reference-input-identity-prod": {
      config: { bucket: "shop-state", encrypt: true, key: "petstore-prod/identity-prod.tfstate" },
    },
  });
});

test("the environment's tags are on everything, and cannot take the place of the project's", () => {
  expect(changed.identity.provider.aws[0].default_tags).toEqual([
    { tags: { team: "shop", project: "petstore", environment: "prod", "managed-by": "terraform" } },
  ]);
});

test("no provider names an endpoint or a profile, so that an emulator can be used", () => {
  for (const stack of Object.values(prod))
    expect(Object.keys(stack.provider.aws[0]).sort()).toEqual(["default_tags", "region"]);
});
