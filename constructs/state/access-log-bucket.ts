import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import type { Construct } from "constructs";
import { LockedBucket } from "./locked-bucket";

/**
 * Where S3 writes who read or wrote the other buckets. S3's log delivery takes no KMS key of a customer, and a
 * log of its own would log itself for ever.
 */
export class AccessLogBucket extends LockedBucket {
  constructor(scope: Construct, id: string, props: { readonly name: string; readonly expire?: number }) {
    super(scope, id, {
      name: props.name,
      key: "s3",
      accessLog: "off",
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
