import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import type { Construct } from "constructs";
import * as v from "valibot";
import { type Protection, protectionSchema } from "../arguments/lifecycle";
import { anyText, checkProps, whole } from "../declaration";
import { LockedBucket } from "./locked-bucket";

export interface AccessLogBucketProps {
  /** Unique in the world. */
  readonly name: string;
  /** Days after which lines go. @default 400 */
  readonly expire?: number;
  /** Whether a plan may destroy the bucket. @default "on" */
  readonly protection?: Protection;
}

/**
 * Where S3 writes who read or wrote the other buckets. S3's log delivery takes no KMS key of a customer, and a
 * log of its own would log itself for ever.
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
