import { Construct } from "constructs";
import { type Protection, protectionSchema } from "../arguments/lifecycle";
import { checkProps, refWith, someText } from "../declaration";
import { EncryptionKey } from "./encryption-key";
import { LockedBucket } from "./locked-bucket";

export interface StateBucketProps {
  /** Unique in all of AWS. */
  readonly name: string;
  /** The bucket for the log of accesses. */
  readonly accessLog: LockedBucket;
  /** Whether a plan may destroy the bucket and its key. @default "on" */
  readonly protection?: Protection;
}

/** Plans wait here for their approval. They hold what states hold, and states are kept instead. */
export const PLANS = "plans/";
const PLAN_DAYS = 7;

/**
 * The bucket of Terraform's state, and of plans that wait for their approval, for at most seven days. It keeps every version, encrypted with a key of its own, since a state has secrets in
 * plain text. The bucket policy denies the deletion of versions; an object lock would prevent Terraform's lock files.
 */
export class StateBucket extends Construct {
  /** Name of the bucket, for `bucket` of `keepStateInS3`. */
  readonly name: string;
  /** ARN of the bucket. */
  readonly arn: string;
  /** ARN of the key that encrypts it. */
  readonly keyArn: string;

  constructor(scope: Construct, id: string, props: StateBucketProps) {
    super(scope, id);
    checkProps(this, props, {
      name: someText,
      accessLog: refWith("name", "arn"),
      protection: protectionSchema,
    });
    const key = new EncryptionKey(this, "key", {
      name: `${props.name}-state`,
      description: "Terraform state",
      users: [],
      ...(props.protection && { protection: props.protection }),
    });
    const bucket = new LockedBucket(this, "state", {
      ...props,
      key,
      expirePrefixes: { [PLANS]: PLAN_DAYS },
      statements: (arn) => [
        {
          Sid: "NoHistoryIsLost",
          Effect: "Deny",
          Principal: { AWS: "*" },
          Action: "s3:DeleteObjectVersion",
          Resource: `${arn}/*`,
        },
      ],
    });
    this.name = bucket.name;
    this.arn = bucket.arn;
    this.keyArn = key.arn;
  }
}
