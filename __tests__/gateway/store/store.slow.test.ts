import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { call } from "../client";
import { type RunningTables, runTables, table } from "./tables";

let folder: string;
let running: RunningTables;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "store-"));
  running = await runTables(folder);
});

afterEach(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

test("what is written is still there after a restart, and after the tables are ensured again", async () => {
  const Item = { owner: { S: "alice" }, id: { N: "7" }, name: { S: "Rex" } };
  await running.client().send(new PutItemCommand({ TableName: "pets", Item }));
  await running.close();
  running = await runTables(folder);
  const { owner, id } = Item;
  const found = await running.client().send(new GetItemCommand({ TableName: "pets", Key: { owner, id } }));
  expect(found.Item).toEqual(Item);
});

test("a table that is kept under another key is named, not lost", async () => {
  await expect(running.store.ensure([{ ...table, hashKey: "id", rangeKey: "owner" }])).rejects.toMatchObject({
    code: "STORE_FAILED",
    message: expect.stringContaining("The table pets (api/aws_dynamodb_table.pets)"),
  });
});

test("a page of a web site gets nothing: neither by its origin nor by a name bound to this machine", async () => {
  let headers: Record<string, string> = {};
  const client = running.client();
  client.middlewareStack.add(
    (next) => (args) => {
      ({ headers } = args.request as { headers: Record<string, string> });
      return next(args);
    },
    { step: "finalizeRequest", priority: "low" },
  );
  const Key = { owner: { S: "a" }, id: { N: "1" } };
  await client.send(new GetItemCommand({ TableName: "pets", Key }));
  const body = '{"TableName":"pets","Key":{"owner":{"S":"a"},"id":{"N":"1"}}}';
  const ask = (more: Record<string, string>) =>
    call(running.endpoint, "/", { method: "POST", body, headers: { ...headers, ...more } });
  expect((await ask({})).status).toBe(200);
  expect(await ask({ origin: "https://evil.example" })).toMatchObject({
    status: 400,
    body: expect.stringContaining("UnrecognizedClientException"),
  });
  expect((await ask({ host: "evil.example" })).status).toBe(403);
});

test("another program of this machine gets nothing: it does not know the key of this start, or its secret", async () => {
  const ask = (authorization: string) =>
    call(running.endpoint, "/", {
      method: "POST",
      body: "{}",
      headers: { authorization, "x-amz-target": "DynamoDB_20120810.ListTables" },
    });
  for (const key of [
    "",
    "x",
    `${running.accessKeyId}x`,
    running.accessKeyId.toLowerCase(),
    running.accessKeyId,
  ])
    expect(await ask(`AWS4-HMAC-SHA256 Credential=${key}/20260101/us-east-1`)).toMatchObject({
      status: 400,
      body: expect.stringMatching(/Exception/),
    });
  expect((await ask("")).status).toBe(400);
  const stranger = running.client({
    credentials: { accessKeyId: running.accessKeyId, secretAccessKey: "b" },
  });
  await expect(
    stranger.send(new GetItemCommand({ TableName: "pets", Key: { owner: { S: "a" }, id: { N: "1" } } })),
  ).rejects.toMatchObject({ name: "UnrecognizedClientException" });
});

test("a request that breaks off does not end the store", async () => {
  const { port } = new URL(running.endpoint);
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), "127.0.0.1", () => {
      socket.write("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{");
      setTimeout(() => socket.resetAndDestroy(), 50);
    });
    socket.on("close", () => resolve());
  });
  await running.store.ensure([table]);
});
