import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import * as v from "valibot";
import { type Protection, protectionSchema } from "../arguments/lifecycle";
import { literal } from "../arguments/literal";
import { type PolicyStatement, policyDocument } from "../arguments/policy";
import { anyText, checkProps, listOf, oneOf, someText } from "../declaration";
import { DeclarationError } from "../declaration/errors";

/** A KMS key of this stack, or a reference to another: a value, a Terraform variable or another state's output. */
export interface KeyRef {
  /** ARN of the key. */
  readonly arn: string;
}

/** AWS services that use a key themselves, so that its policy must name them. */
export type KeyUser = "logs" | "alarms" | "cloudtrail";

export interface EncryptionKeyProps {
  /** The alias, without `alias/`; unique in the account and region. */
  readonly name: string;
  /** What the key encrypts, for its page in the console. */
  readonly description: string;
  /** The services that may use the key for callers who may use it. */
  readonly users: readonly KeyUser[];
  /** Whether a plan may destroy the key. @default "on" */
  readonly protection?: Protection;
  /** Days of the waiting period before AWS deletes the key, 7 to 30. @default 30; 7 where protection is off */
  readonly deletionWindow?: number;
}

/**
 * A customer-managed key that rotates every year. Its policy leaves access to the account's IAM policies, and lets each
 * service use the key for this account's resources only.
 */
export class EncryptionKey extends Construct implements KeyRef {
  readonly arn: string;

  /** @throws DeclarationError `KEY_WINDOW_INVALID` */
  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    checkProps(this, props, {
      name: someText,
      description: anyText,
      users: listOf(oneOf(["logs", "alarms", "cloudtrail"])),
      protection: protectionSchema,
      deletionWindow: v.exactOptional(v.number()),
    });
    const { deletionWindow = props.protection === "off" ? 7 : 30 } = props;
    checkWindow(deletionWindow, props.name);
    const key = new KmsKey(this, "key", {
      description: literal(props.description),
      enableKeyRotation: true,
      deletionWindowInDays: deletionWindow,
      policy: policyDocument(...this.statements(props.users)),
      lifecycle: {
        // What the key encrypted cannot be read without it.
        ...(props.protection !== "off" && { preventDestroy: true }),
        // A removed key is deleted after the resources that used it have changed.
        createBeforeDestroy: true,
      },
    });
    new KmsAlias(this, "alias", { name: `alias/${props.name}`, targetKeyId: key.id });
    this.arn = key.arn;
  }

  private statements(users: readonly KeyUser[]): PolicyStatement[] {
    const { accountId } = new DataAwsCallerIdentity(this, "account");
    const { partition } = new DataAwsPartition(this, "partition");
    const { region } = new DataAwsRegion(this, "region");
    const use = ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"];
    const statementOf: Record<KeyUser, PolicyStatement> = {
      logs: {
        Sid: "Logs",
        Effect: "Allow",
        Principal: { Service: `logs.${region}.amazonaws.com` },
        Action: use,
        Resource: "*",
        Condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn": `arn:${partition}:logs:${region}:${accountId}:log-group:*`,
          },
        },
      },
      // CloudWatch drops an alarm without an error where it cannot use the topic's key.
      alarms: {
        Sid: "Alarms",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
      cloudtrail: {
        Sid: "CloudTrail",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: ["kms:GenerateDataKey*", "kms:DescribeKey"],
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
    };
    const account: PolicyStatement = {
      Sid: "Account",
      Effect: "Allow",
      Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
      Action: "kms:*",
      Resource: "*",
    };
    return [account, ...users.map((user) => statementOf[user])];
  }
}

function checkWindow(days: number, name: string): void {
  if (Number.isInteger(days) && days >= 7 && days <= 30) return;
  throw new DeclarationError(
    "KEY_WINDOW_INVALID",
    `The key "${name}" would go ${days} days after the order to delete it; expected a whole number from 7 to 30.`,
  );
}
