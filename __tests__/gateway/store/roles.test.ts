/** A function reaches the tables that its role allows, and no others. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { openStore, type Store } from "../../../gateway/store/store";
import type { IamRole } from "../../../terraform/model/iam";
import type { Statement } from "../../../terraform/model/policy";
import { attached, type RunningTables, runTables, TABLES } from "./tables";

const Key = { owner: { S: "alice" }, id: { N: "1" } };
const TableName = "pets";
const get = new GetItemCommand({ TableName, Key });
const put = new PutItemCommand({ TableName, Item: Key });

const allow = (actions: string[], ...resources: string[]): Statement => ({
  effect: "Allow",
  actions,
  resources,
  conditions: [],
});
const pets = `${TABLES}/pets`;
const all = attached(allow(["dynamodb:*"], "*"));
const leading: Statement = {
  ...allow(["dynamodb:*"], "*"),
  conditions: [{ operator: "ForAllValues:StringEquals", key: "dynamodb:LeadingKeys", values: ["alice"] }],
};
const unknown = { address: "p", name: "p", document: { unknown: "a text that is not known" } } as const;

let folder: string;
let store: Store;
let running: RunningTables | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "store-"));
  store = await openStore(folder, () => {});
});
afterEach(() => running?.close());
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function send(role: Partial<IamRole>, ...commands: { input: object }[]): Promise<string[]> {
  running = await runTables(store, role);
  const client = running.client();
  const results: string[] = [];
  for (const command of commands)
    results.push(
      await client.send(command as typeof get).then(
        () => "ok",
        (error: Error) => error.name,
      ),
    );
  return results;
}

const DENIED = "AccessDeniedException";

test("without a policy nothing is allowed, and the message is AWS's", async () => {
  expect(await send({ policies: [] }, get, put, new ListTablesCommand({}))).toEqual([DENIED, DENIED, DENIED]);
  expect(running?.lines[0]).toBe(
    "dynamodb GetItem 400 for f AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/keeper/f is " +
      `not authorized to perform: dynamodb:GetItem on resource: ${pets} because no identity-based policy allows ` +
      "the dynamodb:GetItem action",
  );
});

test("each operation needs its own action, on its own table", async () => {
  const role = { policies: [attached(allow(["dynamodb:GetItem", "dynamodb:Scan"], pets))] };
  const results = await send(
    role,
    get,
    new ScanCommand({ TableName }),
    put,
    new DeleteItemCommand({ TableName, Key }),
    new UpdateItemCommand({ TableName, Key }),
    new QueryCommand({
      TableName,
      KeyConditionExpression: "#o = :o",
      ExpressionAttributeNames: { "#o": "owner" },
      ExpressionAttributeValues: { ":o": { S: "a" } },
    }),
    new GetItemCommand({ TableName: "pets2", Key }),
    new ScanCommand({ TableName, IndexName: "by-name" }),
  );
  expect(results).toEqual(["ok", "ok", DENIED, DENIED, DENIED, DENIED, DENIED, DENIED]);
});

test("a batch needs every table in it", async () => {
  const role = { policies: [attached(allow(["dynamodb:Batch*"], pets))] };
  const write = [{ PutRequest: { Item: Key } }];
  const results = await send(
    role,
    new BatchWriteItemCommand({ RequestItems: { pets: write } }),
    new BatchWriteItemCommand({ RequestItems: { pets: write, other: write } }),
    new BatchGetItemCommand({ RequestItems: { pets: { Keys: [Key] } } }),
    new BatchGetItemCommand({ RequestItems: { other: { Keys: [Key] } } }),
  );
  expect(results).toEqual(["ok", DENIED, "ok", DENIED]);
});

test.each([
  [
    "a Deny",
    { policies: [all, attached({ ...allow(["dynamodb:GetItem"], pets), effect: "Deny" })] },
    [DENIED, "ok"],
  ],
  ["a boundary", { policies: [all], boundary: attached(allow(["dynamodb:GetItem"], pets)) }, ["ok", DENIED]],
  ["a condition on what the gate does not know", { policies: [attached(leading)] }, [DENIED, DENIED]],
  ["a policy whose text is not known", { policies: [all, unknown] }, [DENIED, DENIED]],
  [
    "a role that is another's",
    { arn: "arn:aws:iam::123456789012:role/other", policies: [all] },
    ["UnrecognizedClientException", "UnrecognizedClientException"],
  ],
] as [string, Partial<IamRole>, string[]][])("%s counts", async (_, role, expected) => {
  expect(await send(role, get, put)).toEqual(expected);
});

test("an operation that is not served is refused by name", async () => {
  const transact = new TransactGetItemsCommand({ TransactItems: [{ Get: { TableName, Key } }] });
  expect(await send({ policies: [all] }, transact)).toEqual(["UnknownOperationException"]);
  expect(running?.lines[0]).toContain(
    "TransactGetItems is not an operation of DynamoDB that this gate supports.",
  );
});
