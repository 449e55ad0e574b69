import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { Construct } from "constructs";
import * as v from "valibot";
import { kept, type Protection, protectionSchema } from "../arguments/lifecycle";
import type { PolicyStatement } from "../arguments/policy";
import { checkProps, refWith, someText } from "../declaration";
import type { KeyRef } from "./encryption-key";

export interface TableProps {
  /** Unique in the account and region. */
  readonly name: string;
  /**
   * The string attribute that identifies an item. It can change only together with `name`: Terraform creates the new table
   * before it destroys the old one, and DynamoDB has no two tables of one name. In protected tables neither can change.
   */
  readonly key: string;
  /** Whether Terraform and DynamoDB refuse to delete it. @default "on" */
  readonly protection?: Protection;
  /** Encrypts the items. @default a key that AWS owns */
  readonly encryptionKey?: KeyRef;
}

/** An encrypted DynamoDB table, billed by request, with point-in-time recovery of 35 days. */
export class Table extends Construct {
  /** The table's name as a reference. */
  readonly name: string;
  /** ARN of the table. */
  readonly arn: string;
  private readonly encryptionKey: KeyRef | undefined;

  constructor(scope: Construct, id: string, props: TableProps) {
    super(scope, id);
    checkProps(this, props, {
      name: someText,
      key: someText,
      protection: protectionSchema,
      encryptionKey: v.exactOptional(refWith("arn")),
    });
    const table = new DynamodbTable(this, "table", {
      name: props.name,
      billingMode: "PAY_PER_REQUEST",
      hashKey: props.key,
      attribute: [{ name: props.key, type: "S" }],
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: {
        enabled: true,
        ...(props.encryptionKey && { kmsKeyArn: props.encryptionKey.arn }),
      },
      deletionProtectionEnabled: props.protection !== "off",
      ...kept(props.protection),
    });
    this.name = table.name;
    this.arn = table.arn;
    this.encryptionKey = props.encryptionKey;
  }

  /** The statements that a function's role needs for these actions on the table. */
  allow(...actions: readonly `dynamodb:${string}`[]): readonly PolicyStatement[] {
    const table: PolicyStatement = { Effect: "Allow", Action: actions, Resource: this.arn };
    if (!this.encryptionKey) return [table];
    return [
      table,
      {
        // DynamoDB uses the key on behalf of the caller.
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        Resource: this.encryptionKey.arn,
        Condition: { StringLike: { "kms:ViaService": "dynamodb.*.amazonaws.com" } },
      },
    ];
  }
}
