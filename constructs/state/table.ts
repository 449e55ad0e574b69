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
   * The string attribute that identifies an item. It changes only together with `name`: Terraform makes the new table before
   * it destroys the old one, and DynamoDB takes no second table of a name. Where tables are protected, neither changes.
   */
  readonly key: string;
  /** Whether Terraform and DynamoDB refuse to delete it. @default "on" */
  readonly protection?: Protection;
  /** @default a key of AWS's own */
  readonly encryptionKey?: KeyRef;
}

/** A DynamoDB table, paid by request, encrypted, restorable to any second of the last 35 days. */
export class Table extends Construct {
  readonly name: string;
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

  /** What the role of a function needs that works on this table by `dynamodb:GetItem` and so on. */
  allow(...actions: readonly `dynamodb:${string}`[]): readonly PolicyStatement[] {
    const table: PolicyStatement = { Effect: "Allow", Action: actions, Resource: this.arn };
    if (!this.encryptionKey) return [table];
    return [
      table,
      {
        // DynamoDB uses the key in the caller's name.
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        Resource: this.encryptionKey.arn,
        Condition: { StringLike: { "kms:ViaService": "dynamodb.*.amazonaws.com" } },
      },
    ];
  }
}
