import { keyOf, untoldIn } from "../compare/plain";
import { closesWhenTrue, ignored } from "../compare/rule";
import type { Owned } from "../estate";
import type { Existence, TrustedTypes } from "../trusted-type";

/** A policy that is gone lets fewer in, unless it denied something, or may have. */
function withoutPolicy({ plain: { policy } }: Owned): Existence {
  return untoldIn(policy) || /Deny/i.test(keyOf(policy)) ? "other" : "narrower";
}

/** Where code and settings of what decides come from, and who may write there. */
export const codeSources: TrustedTypes = {
  aws_s3_bucket: {
    kind: "code-source",
    added: "unsaid",
    removed: "unsaid",
    ignored: ["bucket", "bucket_prefix", "force_destroy"],
    rules: { policy: { policy: "resource" }, versioning: ignored },
  },
  aws_s3_bucket_policy: {
    kind: "code-source",
    partOf: { bucket: ["aws_s3_bucket"] },
    onePer: ["bucket"],
    added: "other",
    removed: withoutPolicy,
    ignored: ["bucket"],
    rules: { policy: { policy: "identity" } },
  },
  aws_s3_bucket_acl: {
    kind: "code-source",
    partOf: { bucket: ["aws_s3_bucket"] },
    onePer: ["bucket"],
    added: ({ plain }) => (plain.acl === "private" ? "unsaid" : "other"),
    // The bucket keeps the list that it has.
    removed: "unsaid",
    ignored: [],
    rules: { acl: { otherwise: "private", narrower: (_, to) => to === "private" } },
  },
  aws_s3_bucket_public_access_block: {
    kind: "code-source",
    partOf: { bucket: ["aws_s3_bucket"] },
    onePer: ["bucket"],
    added: "narrower",
    removed: "other",
    ignored: ["skip_destroy"],
    rules: Object.fromEntries(
      ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"].map(
        (name) => [name, closesWhenTrue()],
      ),
    ),
  },
  aws_s3_object: {
    kind: "code-source",
    added: "other",
    removed: "other",
    ignored: [
      "arn",
      "version_id",
      "acl",
      "content_type",
      "storage_class",
      "force_destroy",
      "checksum_algorithm",
    ],
    rules: {},
  },
  aws_ecr_repository: {
    kind: "code-source",
    added: "unsaid",
    removed: "unsaid",
    ignored: [
      "name",
      "arn",
      "registry_id",
      "repository_url",
      "force_delete",
      "encryption_configuration",
      "image_scanning_configuration",
    ],
    rules: { image_tag_mutability: { otherwise: "MUTABLE", narrower: (_, to) => to === "IMMUTABLE" } },
  },
  aws_ecr_repository_policy: {
    kind: "code-source",
    partOf: { repository: ["aws_ecr_repository"] },
    onePer: ["repository"],
    added: "other",
    removed: withoutPolicy,
    ignored: ["repository", "registry_id"],
    rules: { policy: { policy: "identity" } },
  },
  aws_ssm_parameter: {
    kind: "code-source",
    added: "unsaid",
    removed: "unsaid",
    ignored: [
      "name",
      "arn",
      "description",
      "tier",
      "type",
      "version",
      "key_id",
      "overwrite",
      "data_type",
      "allowed_pattern",
    ],
    rules: {},
  },
  aws_secretsmanager_secret: {
    kind: "code-source",
    added: "unsaid",
    removed: "unsaid",
    ignored: [
      "name",
      "name_prefix",
      "arn",
      "description",
      "kms_key_id",
      "recovery_window_in_days",
      "force_overwrite_replica_secret",
      "replica",
    ],
    rules: { policy: { policy: "identity" } },
  },
  aws_secretsmanager_secret_policy: {
    kind: "code-source",
    partOf: { secret_arn: ["aws_secretsmanager_secret"] },
    onePer: ["secret_arn"],
    added: "other",
    removed: "narrower",
    ignored: ["block_public_policy"],
    rules: { policy: { policy: "identity" } },
  },
  aws_secretsmanager_secret_version: {
    kind: "code-source",
    partOf: { secret_id: ["aws_secretsmanager_secret"] },
    added: "other",
    removed: "other",
    ignored: ["secret_id", "arn", "version_id", "version_stages"],
    rules: { has_secret_string_wo: closesWhenTrue() },
  },
  // What an authorizer looks up in a table is a part of its rules.
  aws_dynamodb_table_item: {
    kind: "code-source",
    partOf: { table_name: ["aws_dynamodb_table"] },
    added: "other",
    removed: "other",
    ignored: ["hash_key", "range_key"],
    rules: {},
  },
  aws_dynamodb_resource_policy: {
    kind: "code-source",
    partOf: { resource_arn: ["aws_dynamodb_table"] },
    onePer: ["resource_arn"],
    added: "other",
    removed: "narrower",
    ignored: ["confirm_remove_self_resource_access", "revision_id"],
    rules: { policy: { policy: "identity" } },
  },
};
