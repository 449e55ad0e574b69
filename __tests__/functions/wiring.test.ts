import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Handler } from "../../functions/handler/serve";
import { asUser, type Sent, send } from "./support/events";

const environment = {
  AWS_REGION: "eu-west-1",
  AWS_ACCESS_KEY_ID: "a",
  AWS_SECRET_ACCESS_KEY: "b",
  ACCOUNTS_TABLE: "the-accounts",
  PETS_TABLE: "the-pets",
  PRODUCTS_TABLE: "the-products",
  // Powertools then writes through `console`, where the test can read it.
  POWERTOOLS_DEV: "true",
};
const functions: Readonly<Record<string, () => { readonly handler: Handler }>> = {
  account: () => require("../../functions/account/index"),
  inventory: () => require("../../functions/inventory/index"),
  pets: () => require("../../functions/pets/index"),
  products: () => require("../../functions/products/index"),
};
const before = process.env;
const asked: unknown[] = [];
const logged: string[] = [];

beforeAll(() => {
  process.env = { ...before, ...environment };
  jest.spyOn(console, "info").mockImplementation((line) => logged.push(line));
  jest.spyOn(DynamoDBDocumentClient.prototype, "send").mockImplementation(async ({ input }) => {
    asked.push(input);
    return { Items: [], Count: 7 };
  });
});

beforeEach(() => {
  asked.length = 0;
  logged.length = 0;
});

afterAll(() => {
  process.env = before;
  jest.restoreAllMocks();
});

const alice = { sub: "alice-1", name: "Alice" };
const leash = { productId: expect.any(String), name: "Leash" };

it.each<[string, string, Sent, readonly unknown[]]>([
  ["account", "POST /account", { body: { name: "Alice" } }, [{ TableName: "the-accounts", Item: alice }]],
  [
    "pets",
    "DELETE /pets/{petId}",
    { path: { petId: "p1" } },
    [{ TableName: "the-pets", Key: { petId: "p1" } }],
  ],
  ["products", "POST /products", { body: { name: "Leash" } }, [{ TableName: "the-products", Item: leash }]],
  ["inventory", "GET /inventory", {}, [{ TableName: "the-pets" }, { TableName: "the-products" }]],
])("%s goes to its own table by its own key, and signs its log", async (name, route, sent, expected) => {
  const { handler } = functions[name]?.() ?? {};
  if (!handler) throw new Error(`no function ${name}`);
  const { status } = await send(handler, route, { ...sent, authorizer: asUser("alice-1") });
  expect(status).toBeLessThan(300);
  expect(asked).toEqual(expected.map((one) => expect.objectContaining(one)));
  expect(logged.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ service: name, message: "Answered" }),
  ]);
});
