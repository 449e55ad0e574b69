import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import * as v from "valibot";
import { kept, type Protection, protectionSchema } from "../arguments/lifecycle";
import { type PolicyStatement, policyDocument } from "../arguments/policy";
import { anyText, checkProps, type Entries, mapOf, refWith, says, whole, wordOr } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import type { KeyRef } from "./encryption-key";

export interface LockedBucketProps {
  /** Unique in all of AWS. */
  readonly name: string;
  /** `"s3"`: a key of S3, for services that can write with no other. */
  readonly key: KeyRef | "s3";
  /** Days that a replaced or deleted version is kept. @default 365 */
  readonly keepVersions?: number;
  /** Days after which objects are deleted. @default never */
  readonly expire?: number;
  /** Days after which objects under a prefix are deleted, with all their versions. @default never */
  readonly expirePrefixes?: Readonly<Record<string, number>>;
  /** The bucket for the log of accesses. `"off"` is for that bucket itself. */
  readonly accessLog: LockedBucket | "off";
  /** Whether a plan may destroy the bucket. With `"off"`, Terraform also deletes its objects. @default "on" */
  readonly protection?: Protection;
  /** Statements beside the one that denies requests without TLS. @default none */
  readonly statements?: (bucketArn: string) => readonly PolicyStatement[];
}

const days = v.exactOptional(whole(1, 2_147_483_647));

const PROPS = {
  name: anyText,
  key: wordOr("s3", refWith("arn")),
  keepVersions: days,
  expire: days,
  expirePrefixes: v.exactOptional(mapOf(whole(1, 2_147_483_647))),
  accessLog: wordOr("off", refWith("name", "arn")),
  protection: protectionSchema,
  statements: v.exactOptional(v.function(says("a function of the bucket's ARN"))),
} satisfies Entries<LockedBucketProps>;

/** A bucket without public access, readable over TLS only, that keeps every version of its objects. */
export class LockedBucket extends Construct {
  /** Name of the bucket. */
  readonly name: string;
  /** ARN of the bucket. */
  readonly arn: string;
  /** Resources that write to the bucket must depend on it. */
  readonly policy: S3BucketPolicy;

  /** @throws DeclarationError `BUCKET_NAME_INVALID` */
  constructor(scope: Construct, id: string, props: LockedBucketProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    checkBucketName(props.name, id);
    const bucket = new S3Bucket(this, "bucket", {
      bucket: props.name,
      forceDestroy: props.protection === "off",
      ...kept(props.protection),
    });
    const at = { bucket: bucket.id };
    const closed = new S3BucketPublicAccessBlock(this, "closed", {
      ...at,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, "ownership", {
      ...at,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    const versions = new S3BucketVersioningA(this, "versions", {
      ...at,
      versioningConfiguration: { status: "Enabled" },
    });
    this.encryption(props, at);
    this.lifecycle(props, at, versions);
    if (props.accessLog !== "off") {
      new S3BucketLoggingA(this, "access-log", {
        ...at,
        targetBucket: props.accessLog.name,
        targetPrefix: `${props.name}/`,
      });
    }
    this.policy = new S3BucketPolicy(this, "policy", {
      ...at,
      policy: policyDocument(...overTls(bucket.arn), ...(props.statements?.(bucket.arn) ?? [])),
      dependsOn: [closed],
    });
    this.name = bucket.id;
    this.arn = bucket.arn;
  }

  private encryption(props: LockedBucketProps, at: { readonly bucket: string }): void {
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      ...at,
      rule: [
        props.key === "s3"
          ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
          : {
              applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: props.key.arn },
              bucketKeyEnabled: true,
            },
      ],
    });
  }

  private lifecycle(
    props: LockedBucketProps,
    at: { readonly bucket: string },
    versions: S3BucketVersioningA,
  ): void {
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      ...at,
      rule: [
        {
          id: "old-versions",
          status: "Enabled",
          filter: [{}],
          noncurrentVersionExpiration: [{ noncurrentDays: props.keepVersions ?? 365 }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
          ...(props.expire !== undefined && { expiration: [{ days: props.expire }] }),
        },
        // Where rules overlap, the shorter time holds.
        ...Object.entries(props.expirePrefixes ?? {}).map(([prefix, after]) => ({
          id: `expire-${prefix.replace(/[^\w-]/g, "")}`,
          status: "Enabled",
          filter: [{ prefix }],
          expiration: [{ days: after }],
          noncurrentVersionExpiration: [{ noncurrentDays: 1 }],
        })),
      ],
      dependsOn: [versions],
    });
  }
}

function overTls(arn: string): PolicyStatement[] {
  return [
    {
      Sid: "OnlyOverTls",
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: "s3:*",
      Resource: [arn, `${arn}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ];
}

/** @throws DeclarationError `BUCKET_NAME_INVALID` */
export function checkBucketName(name: string, place: string): void {
  if (/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes("..")) return;
  throw new DeclarationError(
    "BUCKET_NAME_INVALID",
    `${place} names the bucket "${name}"; expected 3 to 63 small letters, digits, dots and hyphens.`,
  );
}
