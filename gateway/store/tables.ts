import type { DynamoTable } from "../../terraform/model";
import { GateError } from "../error";

/** Carries out one of DynamoDB's operations: `PutItem`, its input as JSON. Rejects with a `StoreProblem`. */
export type CallStore = (operation: string, input: string | Uint8Array) => Promise<StoreAnswer>;

export interface StoreAnswer {
  readonly status: number;
  /** JSON */
  readonly body: Buffer;
}

interface Schema {
  readonly TableName: string;
  readonly KeySchema: readonly { readonly AttributeName: string; readonly KeyType: "HASH" | "RANGE" }[];
  readonly AttributeDefinitions: readonly {
    readonly AttributeName: string;
    readonly AttributeType: string;
  }[];
}

/**
 * Creates the tables that the store does not have.
 *
 * @throws {GateError} `STORE_FAILED`, also when a table is there under another key.
 */
export async function createMissingTables(call: CallStore, tables: readonly DynamoTable[]): Promise<void> {
  await Promise.all(
    tables.map(async (table) => {
      const schema = schemaOf(table);
      const created = await call(
        "CreateTable",
        JSON.stringify({ ...schema, BillingMode: "PAY_PER_REQUEST" }),
      );
      if (created.status === 200) return active(call, table);
      if (created.body.includes("ResourceInUseException")) return checkKey(call, table, schema);
      throw new GateError("STORE_FAILED", `The table ${table.name} (${table.address}): ${created.body}`);
    }),
  );
}

interface Description {
  readonly KeySchema?: unknown;
  readonly TableStatus?: string;
}

async function describe(call: CallStore, { name }: DynamoTable): Promise<Description> {
  const { body } = await call("DescribeTable", JSON.stringify({ TableName: name }));
  return (JSON.parse(body.toString("utf8")) as { Table?: Description }).Table ?? {};
}

/** Waits until a new table takes items. */
async function active(call: CallStore, table: DynamoTable): Promise<void> {
  while ((await describe(call, table)).TableStatus === "CREATING")
    await new Promise((resolve) => setTimeout(resolve, 1));
}

async function checkKey(call: CallStore, table: DynamoTable, { KeySchema }: Schema): Promise<void> {
  const existing = await describe(call, table);
  if (JSON.stringify(existing.KeySchema) === JSON.stringify(KeySchema)) return;
  throw new GateError(
    "STORE_FAILED",
    `The table ${table.name} (${table.address}) is kept under another key than the Terraform gives it now: ` +
      "start anew with --fresh.",
  );
}

function schemaOf({ name, hashKey, rangeKey, attributes }: DynamoTable): Schema {
  const keys = rangeKey === undefined ? [hashKey] : [hashKey, rangeKey];
  return {
    TableName: name,
    KeySchema: keys.map((key, i) => ({ AttributeName: key, KeyType: i === 0 ? "HASH" : "RANGE" })),
    AttributeDefinitions: attributes
      .filter((attribute) => keys.includes(attribute.name))
      .map((attribute) => ({ AttributeName: attribute.name, AttributeType: attribute.type })),
  };
}
