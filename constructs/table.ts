import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { Construct } from "constructs";
import type { PolicyStatement } from "./policy";

export interface TableProps {
  /** Unique in the account and region. */
  readonly name: string;
  /** The string attribute that identifies an item. */
  readonly key: string;
  /** Whether DynamoDB refuses to delete it. @default true */
  readonly deletionProtection?: boolean;
}

/** A DynamoDB table, paid by request, encrypted, restorable to any second of the last 35 days. */
export class Table extends Construct {
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: TableProps) {
    super(scope, id);
    const table = new DynamodbTable(this, "table", {
      name: props.name,
      billingMode: "PAY_PER_REQUEST",
      hashKey: props.key,
      attribute: [{ name: props.key, type: "S" }],
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true },
      deletionProtectionEnabled: props.deletionProtection ?? true,
    });
    this.name = table.name;
    this.arn = table.arn;
  }

  /** A statement for the role of a function that works on this table: `dynamodb:GetItem` and so on. */
  allow(...actions: readonly `dynamodb:${string}`[]): PolicyStatement {
    return { Effect: "Allow", Action: actions, Resource: this.arn };
  }
}
