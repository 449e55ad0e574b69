import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { RequestError } from "../handler/reply";
import { NO_KEYS, type Owner } from "./owner";

/** The owners of keys. Every access names a sub, so no request reaches the keys of another user. */
export interface Owners {
  get(sub: string): Promise<Owner>;
  /**
   * Writes what `change` makes of the present state, if that is still the state; else `change` is asked again.
   *
   * @returns what is written, or was there already
   * @throws RequestError 409 if others keep writing, and the errors of `change`
   */
  update(sub: string, change: (owner: Owner) => Owner): Promise<Owner>;
}

export interface Versioned {
  readonly owner: Owner;
  /** 0 before there is an item. */
  readonly version: number;
}

/** One item, read consistently and written only in place of the version that was read. */
export interface VersionedItems {
  read(sub: string): Promise<Versioned>;
  /** False, and nothing written, if the version is another one by now. */
  write(sub: string, next: Versioned): Promise<boolean>;
}

const ATTEMPTS = 5;

export function ownersIn(items: VersionedItems): Owners {
  return {
    get: async (sub) => (await items.read(sub)).owner,
    async update(sub, change) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const { owner, version } = await items.read(sub);
        const next = change(owner);
        if (next === owner || (await items.write(sub, { owner: next, version: version + 1 }))) return next;
      }
      throw new RequestError(409, "Other requests are changing your keys; try again");
    },
  };
}

/** The items in a DynamoDB table whose hash key is `sub`. */
export function dynamoItems(client: DynamoDBDocumentClient, TableName: string): VersionedItems {
  return {
    async read(sub) {
      const { Item } = await client.send(new GetCommand({ TableName, Key: { sub }, ConsistentRead: true }));
      return Item
        ? { owner: Item.owner as Owner, version: Item.version as number }
        : { owner: NO_KEYS, version: 0 };
    },
    async write(sub, { owner, version }) {
      try {
        await client.send(
          new PutCommand({
            TableName,
            Item: { sub, owner, version },
            ConditionExpression: version === 1 ? "attribute_not_exists(#sub)" : "#version = :before",
            ...(version === 1
              ? { ExpressionAttributeNames: { "#sub": "sub" } }
              : {
                  ExpressionAttributeNames: { "#version": "version" },
                  ExpressionAttributeValues: { ":before": version - 1 },
                }),
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}
