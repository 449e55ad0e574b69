import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { NO_KEYS, type Owner } from "../../../functions/api-keys/owner";
import { dynamoItems, ownersIn, type Versioned } from "../../../functions/api-keys/owners";

const owner: Owner = { keys: [], made: { day: "2026-11-21", count: 1 } };

/** The items of a table whose service answers so, and the inputs of what is sent. */
function itemsThat(answer: () => unknown) {
  const sent: unknown[] = [];
  const client = {
    send: async ({ input }: { readonly input: unknown }) => {
      sent.push(input);
      return answer();
    },
  };
  return { items: dynamoItems(client as unknown as DynamoDBDocumentClient, "owners"), sent };
}

describe("the item of a user", () => {
  test("is read consistently, by the sub", async () => {
    const { items, sent } = itemsThat(() => ({ Item: { sub: "alice", owner, version: 3 } }));
    expect(await items.read("alice")).toEqual({ owner, version: 3 });
    expect(sent).toEqual([{ TableName: "owners", Key: { sub: "alice" }, ConsistentRead: true }]);
  });

  test("has no keys and the version 0 where there is none", async () => {
    const { items } = itemsThat(() => ({}));
    expect(await items.read("alice")).toEqual({ owner: NO_KEYS, version: 0 });
  });

  test("is written first only where there is none", async () => {
    const { items, sent } = itemsThat(() => ({}));
    expect(await items.write("alice", { owner, version: 1 })).toBe(true);
    expect(sent).toEqual([
      {
        TableName: "owners",
        Item: { sub: "alice", owner, version: 1 },
        ConditionExpression: "attribute_not_exists(#sub)",
        ExpressionAttributeNames: { "#sub": "sub" },
      },
    ]);
  });

  test("is written later only in place of the version before", async () => {
    const { items, sent } = itemsThat(() => ({}));
    expect(await items.write("alice", { owner, version: 4 })).toBe(true);
    expect(sent).toEqual([
      {
        TableName: "owners",
        Item: { sub: "alice", owner, version: 4 },
        ConditionExpression: "#version = :before",
        ExpressionAttributeNames: { "#version": "version" },
        ExpressionAttributeValues: { ":before": 3 },
      },
    ]);
  });

  test("is not written where it has another version by now, and any other failure is the caller's", async () => {
    const failing = (error: Error) =>
      itemsThat(() => {
        throw error;
      }).items.write("alice", { owner, version: 2 });
    const changed = new ConditionalCheckFailedException({ message: "", $metadata: {} });
    expect(await failing(changed)).toBe(false);
    await expect(failing(new Error("no table"))).rejects.toThrow("no table");
  });
});

describe("a change", () => {
  test("is tried five times, each time on what is there by now", async () => {
    let version = 0;
    const written: Versioned[] = [];
    const owners = ownersIn({
      read: async () => ({ owner, version: ++version }),
      write: async (_, next) => written.push(next) > 5,
    });
    await expect(owners.update("alice", ({ keys, made }) => ({ keys, made }))).rejects.toMatchObject({
      status: 409,
      message: "Other requests are changing your keys; try again",
    });
    expect(written.map((next) => next.version)).toEqual([2, 3, 4, 5, 6]);
  });

  test("that changes nothing is not written", async () => {
    const write = jest.fn();
    const owners = ownersIn({ read: async () => ({ owner, version: 1 }), write });
    expect(await owners.update("alice", (same) => same)).toBe(owner);
    expect(write).not.toHaveBeenCalled();
  });
});
