import { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import * as v from "valibot";
import { type Protection, protectionSchema } from "../arguments/lifecycle";
import { policyDocument, serviceTrust } from "../arguments/policy";
import { checkProps, refWith, someText, whole } from "../declaration";
import { EncryptionKey } from "../state/encryption-key";
import { LockedBucket } from "../state/locked-bucket";
import { LogGroup } from "./log-group";

export interface TrailProps {
  /** Name of the trail, and part of the names of its log group and role. */
  readonly name: string;
  /** Name of the trail's bucket, unique in all of AWS. */
  readonly bucketName: string;
  /** The bucket for the log of accesses to that bucket. */
  readonly accessLog: LockedBucket;
  /** Days that events are kept in the log group. @default 365 */
  readonly retention?: number;
  /** Days that files are kept in the bucket. @default 2557, seven years */
  readonly expire?: number;
  /** Whether a plan may destroy the bucket and its key. @default "on" */
  readonly protection?: Protection;
}

/**
 * A CloudTrail trail of the management events of all regions: encrypted, with log file validation, in a bucket that
 * CloudTrail alone writes to.
 */
export class Trail extends Construct {
  constructor(scope: Construct, id: string, props: TrailProps) {
    super(scope, id);
    checkProps(this, props, {
      name: someText,
      bucketName: someText,
      accessLog: refWith("name", "arn"),
      retention: v.exactOptional(v.number()),
      expire: v.exactOptional(whole(1, 2_147_483_647)),
      protection: protectionSchema,
    });
    const key = new EncryptionKey(this, "key", {
      name: props.name,
      description: "CloudTrail files and logs",
      users: ["cloudtrail", "logs"],
      ...(props.protection && { protection: props.protection }),
    });
    const bucket = this.bucket(props, key);
    const logs = new LogGroup(this, "logs", {
      name: `/aws/cloudtrail/${props.name}`,
      key,
      ...(props.retention !== undefined && { retention: props.retention }),
    });
    const delivery = this.delivery(props, logs);
    new Cloudtrail(this, "trail", {
      name: props.name,
      s3BucketName: bucket.name,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogging: true,
      enableLogFileValidation: true,
      kmsKeyId: key.arn,
      // CloudTrail requires the ARN with this ending.
      cloudWatchLogsGroupArn: `${logs.arn}:*`,
      cloudWatchLogsRoleArn: delivery.role.arn,
      // CloudTrail uses both when the trail is created.
      dependsOn: [bucket.policy, delivery.policy],
    });
  }

  private bucket(props: TrailProps, key: EncryptionKey): LockedBucket {
    const { accountId } = new DataAwsCallerIdentity(this, "account");
    const { partition } = new DataAwsPartition(this, "partition");
    const { region } = new DataAwsRegion(this, "region");
    const trail = `arn:${partition}:cloudtrail:${region}:${accountId}:trail/${props.name}`;
    const service = { Service: "cloudtrail.amazonaws.com" };
    return new LockedBucket(this, "files", {
      name: props.bucketName,
      key,
      accessLog: props.accessLog,
      ...(props.protection && { protection: props.protection }),
      expire: props.expire ?? 2557,
      statements: (arn) => [
        {
          Sid: "TrailLooks",
          Effect: "Allow",
          Principal: service,
          Action: "s3:GetBucketAcl",
          Resource: arn,
          Condition: { StringEquals: { "aws:SourceArn": trail } },
        },
        {
          Sid: "TrailWrites",
          Effect: "Allow",
          Principal: service,
          Action: "s3:PutObject",
          Resource: `${arn}/AWSLogs/${accountId}/*`,
          Condition: {
            StringEquals: { "aws:SourceArn": trail, "s3:x-amz-acl": "bucket-owner-full-control" },
          },
        },
      ],
    });
  }

  private delivery(
    props: TrailProps,
    logs: LogGroup,
  ): { readonly role: IamRole; readonly policy: IamRolePolicy } {
    const role = new IamRole(this, "delivery", {
      name: `${props.name}-logs`,
      assumeRolePolicy: serviceTrust("cloudtrail.amazonaws.com"),
    });
    const policy = new IamRolePolicy(this, "delivery-policy", {
      name: "write-log",
      role: role.name,
      policy: policyDocument({
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `${logs.arn}:*`,
      }),
    });
    return { role, policy };
  }
}
