import { request } from "node:http";
import type { Table } from "../../terraform/model/table";
import { GateError } from "../error";

export interface StoreAddress {
  readonly endpoint: string;
  readonly accessKeyId: string;
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
 * @throws {GateError} `store-failed`, also when a table is there under another key.
 */
export async function createMissingTables(store: StoreAddress, tables: readonly Table[]): Promise<void> {
  await Promise.all(
    tables.map(async (table) => {
      const schema = schemaOf(table);
      const created = await call(store, "CreateTable", { ...schema, BillingMode: "PAY_PER_REQUEST" });
      if (created.status === 200) return;
      if (created.body.includes("ResourceInUseException")) return checkKey(store, table, schema);
      throw new GateError("store-failed", `The table ${table.name} (${table.address}): ${created.body}`);
    }),
  );
}

async function checkKey(store: StoreAddress, table: Table, { KeySchema }: Schema): Promise<void> {
  const { body } = await call(store, "DescribeTable", { TableName: table.name });
  const existing = JSON.parse(body) as { Table?: { KeySchema?: unknown } };
  if (JSON.stringify(existing.Table?.KeySchema) === JSON.stringify(KeySchema)) return;
  throw new GateError(
    "store-failed",
    `The table ${table.name} (${table.address}) is kept under another key than the Terraform gives it now: ` +
      "start anew with --fresh.",
  );
}

function schemaOf({ name, hashKey, rangeKey, attributes }: Table): Schema {
  const keys = rangeKey === undefined ? [hashKey] : [hashKey, rangeKey];
  return {
    TableName: name,
    KeySchema: keys.map((key, i) => ({ AttributeName: key, KeyType: i === 0 ? "HASH" : "RANGE" })),
    AttributeDefinitions: attributes
      .filter((attribute) => keys.includes(attribute.name))
      .map((attribute) => ({ AttributeName: attribute.name, AttributeType: attribute.type })),
  };
}

function call(
  { accessKeyId, endpoint }: StoreAddress,
  operation: string,
  input: unknown,
): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      endpoint,
      {
        method: "POST",
        agent: false,
        headers: {
          "Content-Type": "application/x-amz-json-1.0",
          "X-Amz-Target": `DynamoDB_20120810.${operation}`,
          // The store looks at who signs, and not at the signature.
          Authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}, SignedHeaders=host, Signature=none`,
          "X-Amz-Date": "20000101T000000Z",
        },
      },
      (incoming) => {
        let body = "";
        incoming.setEncoding("utf8");
        incoming.on("data", (text: string) => {
          body += text;
        });
        incoming.on("end", () => resolve({ status: incoming.statusCode ?? 0, body }));
        incoming.on("error", reject);
      },
    );
    outgoing.on("error", reject);
    outgoing.end(JSON.stringify(input));
  });
}
