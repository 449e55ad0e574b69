import type { AddressInfo } from "node:net";
import { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import dynalite from "dynalite";
import { dynamoClient, dynamoTable } from "../../../functions/handler/dynamo-table";
import type { ItemTable } from "../../../functions/handler/item-table";
import { memoryTable } from "../support/memory-table";

const server = dynalite({ createTableMs: 0 });
let stored: ItemTable;

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", () => ready()));
  const client = dynamoClient({
    AWS_REGION: "eu-west-1",
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  });
  await client.send(
    new CreateTableCommand({
      TableName: "pets",
      KeySchema: [{ AttributeName: "petId", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "petId", AttributeType: "S" }],
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
  stored = dynamoTable(client, "pets", "petId");
  while (
    !(await stored.count().then(
      () => true,
      () => false,
    ))
  )
    await new Promise((next) => setTimeout(next, 10));
});

afterAll(() => new Promise<void>((done) => server.close(() => done())));

/** The tests of the handlers trust the table in memory, so it must do what DynamoDB does. */
describe.each([
  ["DynamoDB", () => stored],
  ["memory", () => memory.table],
])("a table in %s", (_, table) => {
  it("inserts once, reads, overwrites and removes once", async () => {
    expect(await table().insert("p1", { name: "Rex" })).toBe(true);
    expect(await table().insert("p1", { name: "Tom" })).toBe(false);
    expect(await table().get("p1")).toEqual({ petId: "p1", name: "Rex" });
    await table().put("p1", { name: "Tom", price: 2.5 });
    expect(await table().get("p1")).toEqual({ petId: "p1", name: "Tom", price: 2.5 });
    expect(await table().count()).toBe(1);
    expect(await table().remove("p1")).toBe(true);
    expect(await table().remove("p1")).toBe(false);
    expect(await table().get("p1")).toBeUndefined();
  });

  it("keeps the key that it was given, also if the item has another", async () => {
    await table().insert("p2", { petId: "p3", name: "Rex" });
    expect(await table().get("p3")).toBeUndefined();
    expect(await table().get("p2")).toEqual({ petId: "p2", name: "Rex" });
    await table().remove("p2");
  });

  it("gives every item once, page by page", async () => {
    const keys = ["a", "b", "c", "d", "e"];
    for (const key of keys) await table().insert(key, { name: key });
    const seen: unknown[] = [];
    let after: string | undefined;
    do {
      const page = await table().page(2, after);
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map((item) => item.petId));
      after = page.next;
    } while (after !== undefined);
    expect(seen.sort()).toEqual(keys);
  });
});

const memory = memoryTable("petId");

describe("the client", () => {
  const environment = { AWS_REGION: "eu-west-1", AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" };

  it.each(Object.keys(environment))("is not made without %s, so nothing else can fill it in", (name) => {
    expect(() => dynamoClient({ ...environment, [name]: undefined })).toThrow(`${name}: is missing`);
  });

  it("takes region, endpoint and credentials from the environment that it is given", async () => {
    const { config } = dynamoClient({
      ...environment,
      AWS_SESSION_TOKEN: "c",
      AWS_ENDPOINT_URL: "http://127.0.0.1:1",
      AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:2",
    });
    expect(await config.region()).toBe("eu-west-1");
    expect(await config.endpoint?.()).toMatchObject({ hostname: "127.0.0.1", port: 2 });
    expect(await config.credentials()).toMatchObject({
      accessKeyId: "a",
      secretAccessKey: "b",
      sessionToken: "c",
    });
  });
});

describe("what a table asks of DynamoDB", () => {
  /** A client that gives these answers, one after the other. */
  function clientOf(...answers: readonly unknown[]) {
    const asked: unknown[] = [];
    const send = async ({ input }: { readonly input: unknown }) => {
      const answer = answers[asked.push(input) - 1];
      if (answer instanceof Error) throw answer;
      return answer;
    };
    return { asked, table: dynamoTable({ send } as never, "pets", "petId") };
  }

  it("is to read what was written last", async () => {
    const { asked, table } = clientOf({});
    expect(await table.get("p1")).toBeUndefined();
    expect(asked).toEqual([{ TableName: "pets", Key: { petId: "p1" }, ConsistentRead: true }]);
  });

  it("is to count page by page, to the end", async () => {
    const { asked, table } = clientOf({ Count: 2, LastEvaluatedKey: { petId: "p2" } }, {}, "never asked");
    expect(await table.count()).toBe(2);
    expect(asked).toEqual([
      { TableName: "pets", Select: "COUNT" },
      { TableName: "pets", Select: "COUNT", ExclusiveStartKey: { petId: "p2" } },
    ]);
  });

  it("may be answered with an empty page", async () => {
    const { asked, table } = clientOf({});
    expect(await table.page(5, undefined)).toEqual({ items: [], next: undefined });
    expect(asked).toEqual([{ TableName: "pets", Limit: 5 }]);
  });

  it("fails where DynamoDB does, but for a condition", async () => {
    const { table } = clientOf(new Error("throttled"), new Error("throttled"));
    await expect(table.insert("p1", {})).rejects.toThrow("throttled");
    await expect(table.remove("p1")).rejects.toThrow("throttled");
  });
});
