import { ignored, ordered } from "../compare/rule";
import type { TrustedTypes } from "../trusted-type";

/** Arguments of a function that change nothing of what it answers, or only when it answers nothing. */
const SIZE_AND_LOGS = [
  "description",
  "memory_size",
  "timeout",
  "architectures",
  "ephemeral_storage",
  "logging_config",
  "tracing_config",
  "dead_letter_config",
  "reserved_concurrent_executions",
  "snap_start",
  "kms_key_arn",
  "source_kms_key_arn",
  "replace_security_groups_on_destroy",
  "replacement_security_group_ids",
  "skip_destroy",
  "use_resource_timeout_for_propagation",
  "publish",
  "publish_to",
  "capacity_provider_config",
  "tenancy_config",
  "durable_config",
];

const COMPUTED = [
  "arn",
  "invoke_arn",
  "qualified_arn",
  "qualified_invoke_arn",
  "response_streaming_invoke_arn",
  "last_modified",
  "version",
  "source_code_size",
  "code_sha256",
  "signing_job_arn",
  "signing_profile_version_arn",
  "created_date",
  "layer_arn",
];

/** Code that decides about callers: authorizers, triggers of user pools, and all that runs in their processes. */
export const functions: TrustedTypes = {
  aws_lambda_function: {
    kind: "function",
    uses: {
      layers: ["aws_lambda_layer_version"],
      role: ["aws_iam_role"],
      code_signing_config_arn: ["aws_lambda_code_signing_config"],
      image_uri: ["aws_ecr_repository"],
      s3_bucket: ["aws_s3_bucket"],
      s3_key: ["aws_s3_object"],
      environment: [
        "aws_cognito_user_pool",
        "aws_dynamodb_table",
        "aws_kms_key",
        "aws_s3_bucket",
        "aws_secretsmanager_secret",
        "aws_ssm_parameter",
        "aws_verifiedpermissions_policy_store",
      ],
    },
    added: "unsaid",
    removed: "unsaid",
    ignored: [...SIZE_AND_LOGS, ...COMPUTED],
    rules: {
      // The first layer that has a file wins nothing: each one is laid over those before it.
      layers: ordered,
      package_type: { otherwise: "Zip" },
      // Subnets and security groups decide what it can reach, and not what it answers.
      vpc_config: {},
      "vpc_config.vpc_id": ignored,
    },
  },
  aws_lambda_alias: {
    kind: "function",
    partOf: { function_name: ["aws_lambda_function"] },
    added: "unsaid",
    removed: "unsaid",
    ignored: ["description", ...COMPUTED],
    rules: {},
  },
  aws_lambda_layer_version: {
    kind: "function",
    uses: { s3_bucket: ["aws_s3_bucket"], s3_key: ["aws_s3_object"] },
    added: "unsaid",
    removed: "unsaid",
    ignored: [
      "description",
      "license_info",
      "compatible_runtimes",
      "compatible_architectures",
      "skip_destroy",
      ...COMPUTED,
    ],
    rules: {},
  },
  aws_lambda_code_signing_config: {
    kind: "function",
    added: "narrower",
    removed: "unsaid",
    ignored: ["description", "arn", "config_id", "last_modified"],
    rules: {
      "policies.untrusted_artifact_on_deployment": {
        otherwise: "Warn",
        narrower: (_, to) => to === "Enforce",
      },
      allowed_publishers: {},
    },
  },
};
