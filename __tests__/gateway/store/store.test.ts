import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { openStore, type Store } from "../../../gateway/store/store";
import type { Table } from "../../../terraform/model/table";
import { call } from "../client";

const table: Table = {
  address: "api/aws_dynamodb_table.pets",
  name: "pets",
  hashKey: "owner",
  rangeKey: "id",
  attributes: [
    { name: "owner", type: "S" },
    { name: "id", type: "N" },
  ],
};

let folder: string;
let store: Store;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "store-"));
  store = await openStore(folder);
  await store.ensure([table]);
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const client = () =>
  new DynamoDBClient({
    endpoint: store.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: store.accessKeyId, secretAccessKey: "b" },
  });

test("what is written is still there after a restart, and after the tables are ensured again", async () => {
  const Item = { owner: { S: "alice" }, id: { N: "7" }, name: { S: "Rex" } };
  const first = client();
  await first.send(new PutItemCommand({ TableName: "pets", Item }));
  first.destroy();
  await store.close();
  store = await openStore(folder);
  await store.ensure([table]);
  const second = client();
  const { owner, id } = Item;
  expect((await second.send(new GetItemCommand({ TableName: "pets", Key: { owner, id } }))).Item).toEqual(
    Item,
  );
  second.destroy();
});

test("a table that is kept under another key is named, not lost", async () => {
  await expect(store.ensure([{ ...table, hashKey: "id", rangeKey: "owner" }])).rejects.toMatchObject({
    code: "store-failed",
    message: expect.stringContaining("The table pets (api/aws_dynamodb_table.pets)"),
  });
});

test("a page of a web site gets nothing: neither by its origin nor by a name bound to this machine", async () => {
  const headers = {
    authorization: `AWS4-HMAC-SHA256 Credential=${store.accessKeyId}/20260101/us-east-1/dynamodb/aws4_request`,
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": "DynamoDB_20120810.ListTables",
  };
  const ask = (more: Record<string, string>) =>
    call(store.endpoint, "/", { method: "POST", body: "{}", headers: { ...headers, ...more } });
  expect((await ask({})).status).not.toBe(403);
  expect((await ask({ origin: "https://evil.example" })).status).toBe(403);
  expect((await ask({ host: "evil.example" })).status).toBe(403);
});

test("another program of this machine gets nothing: it does not know the key of this start", async () => {
  const ask = (authorization: string) =>
    call(store.endpoint, "/", {
      method: "POST",
      body: "{}",
      headers: { authorization, "x-amz-target": "DynamoDB_20120810.ListTables" },
    });
  for (const key of ["", "x", `${store.accessKeyId}x`, store.accessKeyId.toLowerCase()]) {
    expect((await ask(`AWS4-HMAC-SHA256 Credential=${key}/20260101/us-east-1`)).status).toBe(403);
  }
  expect((await ask("")).status).toBe(403);
});

test("a request that breaks off does not end the store", async () => {
  const { port } = new URL(store.endpoint);
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), "127.0.0.1", () => {
      socket.write("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{");
      setTimeout(() => socket.resetAndDestroy(), 50);
    });
    socket.on("close", () => resolve());
  });
  await store.ensure([table]);
});
