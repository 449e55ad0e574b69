import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import type { Construct } from "constructs";
import * as v from "valibot";
import { type Protection, protectionSchema } from "../arguments/lifecycle";
import { anyText, checkProps, whole } from "../declaration";
import { LockedBucket } from "./locked-bucket";

export interface AccessLogBucketProps {
  /** Unique in all of AWS. */
  readonly name: string;
  /** Days after which log files are deleted. @default 400 */
  readonly expire?: number;
  /** Whether a plan may destroy the bucket. @default "on" */
  readonly protection?: Protection;
}

/**
 * The bucket in which S3 logs accesses to the other buckets. S3 cannot deliver logs to a bucket with a customer's KMS
 * key, and this bucket has no log of its own, which would log itself.
 */
export class AccessLogBucket extends LockedBucket {
  constructor(scope: Construct, id: string, props: AccessLogBucketProps) {
    checkProps(`AccessLogBucket "${id}"`, props, {
      name: anyText,
      expire: v.exactOptional(whole(1, 2_147_483_647)),
      protection: protectionSchema,
    });
    super(scope, id, {
      name: props.name,
      key: "s3",
      accessLog: "off",
      ...(props.protection && { protection: props.protection }),
      expire: props.expire ?? 400,
      statements: (arn) => {
        const { accountId } = new DataAwsCallerIdentity(scope, `${id}-account`);
        return [
          {
            Sid: "LogDelivery",
            Effect: "Allow",
            Principal: { Service: "logging.s3.amazonaws.com" },
            Action: "s3:PutObject",
            Resource: `${arn}/*`,
            Condition: { StringEquals: { "aws:SourceAccount": accountId } },
          },
        ];
      },
    });
  }
}
