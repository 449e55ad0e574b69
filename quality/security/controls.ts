/** Controls of cdk-nag and Security Hub, each with a check of production's Terraform or the reason why it is waived. */
import { all, type Body, every, everyBucket, pool, refusesPlain, trail } from "./assertions";
import type { Resources } from "./production";

export interface Control {
  readonly id: string;
  readonly asks: string;
  /** True where production does it; false for production without the resources that it is about. */
  readonly met?: (resources: Resources) => boolean;
  /** Why it is not done. */
  readonly waived?: string;
}

const logged = every("aws_api_gateway_stage", (stage) => stage.access_log_settings !== undefined);
const executionLog = every(
  "aws_api_gateway_method_settings",
  ({ settings }) => settings.logging_level === "ERROR" && settings.data_trace_enabled === false,
);
const stageFirewall = every("aws_api_gateway_stage", (_, resources) =>
  all(resources, "aws_wafv2_web_acl_association").some((each) =>
    /aws_api_gateway_stage/.test(each.resource_arn),
  ),
);
const locked = every(
  "aws_api_gateway_method",
  (method) => method.authorization !== "NONE" || /api_resources_health\./.test(method.resource_id),
);

export const controls: readonly Control[] = [
  { id: "APIG1", asks: "Access logs on the stage", met: logged },
  {
    id: "APIG2",
    asks: "Requests are validated",
    met: every("aws_api_gateway_method", (method) => method.request_validator_id !== undefined),
  },
  { id: "APIG3", asks: "A web ACL on the stage", met: stageFirewall },
  {
    id: "APIG4",
    asks: "Every method has an authorizer; GET /health says in access/routes.ts why not",
    met: locked,
  },
  { id: "APIG6", asks: "Execution logs of all methods", met: executionLog },
  {
    id: "COG1",
    asks: "Passwords of eight and more characters of every class",
    met: pool(
      ({ password_policy: policy }) =>
        policy.minimum_length >= 12 &&
        policy.require_symbols &&
        policy.require_numbers &&
        policy.require_lowercase &&
        policy.require_uppercase,
    ),
  },
  {
    id: "COG2",
    asks: "A second factor",
    met: pool(
      (each) =>
        ["ON", "OPTIONAL"].includes(each.mfa_configuration) && each.software_token_mfa_configuration.enabled,
    ),
  },
  {
    id: "COG4",
    asks: "Methods use the user pool's authorizer",
    waived:
      "Each route has the lock that it declares: IAM by group, the pool, or another issuer. Every one verifies who calls",
  },
  {
    id: "COG7",
    asks: "The identity pool has no guests",
    met: every("aws_cognito_identity_pool", (each) => each.allow_unauthenticated_identities === false),
  },
  { id: "COG8", asks: "The pool's tier is Plus", met: pool((each) => each.user_pool_tier === "PLUS") },
  { id: "APIGateway.1", asks: "Execution logs of REST APIs", met: executionLog },
  {
    id: "APIGateway.2",
    asks: "A client certificate for backends",
    waived:
      "All backends are Lambda functions, which take calls by IAM; `clientCertificateId` gives HTTP backends one",
  },
  {
    id: "APIGateway.3",
    asks: "X-Ray on the stage",
    met: every("aws_api_gateway_stage", (stage) => stage.xray_tracing_enabled === true),
  },
  { id: "APIGateway.4", asks: "A web ACL on the stage", met: stageFirewall },
  {
    id: "APIGateway.5",
    asks: "The cache is encrypted",
    met: (resources) =>
      all(resources, "aws_api_gateway_stage").length > 0 &&
      all(resources, "aws_api_gateway_method_settings").every(
        ({ settings }) => !settings.caching_enabled || settings.cache_data_encrypted,
      ),
  },
  {
    id: "APIGateway.11",
    asks: "A current TLS policy on domain names",
    waived:
      "Production has no name of its own until one is configured; `domain` gives it TLS 1.2 and closes AWS's address, which a test shows",
  },
  {
    id: "Cognito.1",
    asks: "Threat protection is enforced for standard sign-in",
    met: pool((each) => each.user_pool_add_ons?.advanced_security_mode === "ENFORCED"),
  },
  {
    id: "Cognito.2",
    asks: "No guests in identity pools",
    met: every("aws_cognito_identity_pool", (each) => each.allow_unauthenticated_identities === false),
  },
  {
    id: "Cognito.3",
    asks: "Strong passwords",
    met: pool(
      ({ password_policy: policy }) =>
        policy.minimum_length >= 12 && policy.temporary_password_validity_days <= 7,
    ),
  },
  {
    id: "Cognito.4",
    asks: "Threat protection is enforced for custom sign-in",
    met: pool(
      (each) => each.user_pool_add_ons?.advanced_security_additional_flows?.custom_auth_mode === "ENFORCED",
    ),
  },
  { id: "Cognito.5", asks: "A second factor", met: pool((each) => each.mfa_configuration !== "OFF") },
  {
    id: "Cognito.6",
    asks: "Deletion protection",
    met: pool((each) => each.deletion_protection === "ACTIVE"),
  },
  {
    id: "Lambda.1",
    asks: "No function can be invoked by everyone",
    met: every("aws_lambda_permission", (each) => each.principal !== "*" && each.source_arn !== undefined),
  },
  {
    id: "Lambda.2",
    asks: "Supported runtimes",
    met: every("aws_lambda_function", (each) => /^nodejs(22|24)\.x$/.test(each.runtime)),
  },
  {
    id: "Lambda.3",
    asks: "Functions are in a VPC",
    waived:
      "They call AWS's public services and one issuer; a VPC would add a way out to the internet and take none away",
  },
  {
    id: "WAF.10",
    asks: "A web ACL has rules",
    met: every("aws_wafv2_web_acl", (each) => each.rule.length > 0),
  },
  {
    id: "WAF.11",
    asks: "A web ACL is logged",
    met: (resources) =>
      all(resources, "aws_wafv2_web_acl").length > 0 &&
      all(resources, "aws_wafv2_web_acl").length ===
        all(resources, "aws_wafv2_web_acl_logging_configuration").length,
  },
  {
    id: "WAF.12",
    asks: "Rules have metrics",
    met: every("aws_wafv2_web_acl", (each) =>
      each.rule.every((rule: Body) => rule.visibility_config.cloudwatch_metrics_enabled),
    ),
  },
  {
    id: "CloudTrail.1",
    asks: "A trail of all regions, of reads and writes",
    met: trail((each) => each.is_multi_region_trail && each.event_selector === undefined),
  },
  {
    id: "CloudTrail.2",
    asks: "Encrypted with a KMS key",
    met: trail((each) => /aws_kms_key/.test(each.kms_key_id)),
  },
  { id: "CloudTrail.3", asks: "There is a trail", met: trail((each) => each.enable_logging === true) },
  {
    id: "CloudTrail.4",
    asks: "Files show whether they were touched",
    met: trail((each) => each.enable_log_file_validation === true),
  },
  {
    id: "CloudTrail.5",
    asks: "In a CloudWatch log group",
    met: trail((each) => /aws_cloudwatch_log_group/.test(each.cloud_watch_logs_group_arn)),
  },
  {
    id: "CloudTrail.6",
    asks: "The trail's bucket is not public",
    met: everyBucket(
      "aws_s3_bucket_public_access_block",
      (each) =>
        each.block_public_acls &&
        each.block_public_policy &&
        each.ignore_public_acls &&
        each.restrict_public_buckets,
    ),
  },
  {
    id: "CloudTrail.7",
    asks: "Accesses to the trail's bucket are logged",
    met: (resources) =>
      all(resources, "aws_s3_bucket_logging").some((each) => /trail_files/.test(each.bucket)),
  },
  { id: "S3.5", asks: "Buckets take TLS only", met: refusesPlain },
  {
    id: "S3.8",
    asks: "Buckets block public access",
    met: everyBucket(
      "aws_s3_bucket_public_access_block",
      (each) => each.block_public_acls && each.restrict_public_buckets,
    ),
  },
  {
    id: "S3.9",
    asks: "Accesses to buckets are logged; the log's own bucket would log itself for ever",
    met: (resources) =>
      all(resources, "aws_s3_bucket_logging").length > 0 &&
      all(resources, "aws_s3_bucket_logging").length === all(resources, "aws_s3_bucket").length - 1,
  },
  {
    id: "S3.13",
    asks: "Buckets have a lifecycle",
    met: everyBucket("aws_s3_bucket_lifecycle_configuration", (each) =>
      each.rule.every((rule: Body) => rule.status === "Enabled"),
    ),
  },
  {
    id: "S3.14",
    asks: "Buckets keep versions",
    met: everyBucket(
      "aws_s3_bucket_versioning",
      (each) => each.versioning_configuration.status === "Enabled",
    ),
  },
  {
    id: "KMS.4",
    asks: "Keys rotate",
    met: every("aws_kms_key", (each) => each.enable_key_rotation === true),
  },
];
