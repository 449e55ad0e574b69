import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  ScanCommand,
} from "@aws-sdk/lib-dynamodb";
import { type Environment, Variables } from "../../contract/variables";
import type { Item, ItemTable } from "./item-table";

/**
 * A client for the region, the endpoint and the credentials that the environment names, and for nothing else:
 * no shared configuration file and no metadata service can lead it to another account.
 *
 * @throws ConfigurationError naming the variable
 */
export function dynamoClient(environment: Environment): DynamoDBDocumentClient {
  const variables = new Variables(environment);
  const endpoint = environment.AWS_ENDPOINT_URL_DYNAMODB ?? environment.AWS_ENDPOINT_URL;
  const sessionToken = environment.AWS_SESSION_TOKEN;
  const client = new DynamoDBClient({
    region: variables.required("AWS_REGION"),
    ...(endpoint && { endpoint }),
    credentials: {
      accessKeyId: variables.required("AWS_ACCESS_KEY_ID"),
      secretAccessKey: variables.required("AWS_SECRET_ACCESS_KEY"),
      ...(sessionToken && { sessionToken }),
    },
  });
  return DynamoDBDocumentClient.from(client);
}

/** @param key the name of the table's hash key, a string */
export function dynamoTable(client: DynamoDBDocumentClient, name: string, key: string): ItemTable {
  const place = { TableName: name, ExpressionAttributeNames: { "#key": key } };
  return {
    async get(value) {
      const { Item } = await client.send(
        new GetCommand({ TableName: name, Key: { [key]: value }, ConsistentRead: true }),
      );
      return Item as Item | undefined;
    },
    insert: (value, item) =>
      unlessConditionFails(
        client.send(
          new PutCommand({
            ...place,
            Item: { ...item, [key]: value },
            ConditionExpression: "attribute_not_exists(#key)",
          }),
        ),
      ),
    async put(value, item) {
      await client.send(new PutCommand({ TableName: name, Item: { ...item, [key]: value } }));
    },
    remove: (value) =>
      unlessConditionFails(
        client.send(
          new DeleteCommand({
            ...place,
            Key: { [key]: value },
            ConditionExpression: "attribute_exists(#key)",
          }),
        ),
      ),
    async page(limit, after) {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new ScanCommand({
          TableName: name,
          Limit: limit,
          ...(after !== undefined && { ExclusiveStartKey: { [key]: after } }),
        }),
      );
      return { items: Items as Item[], next: LastEvaluatedKey?.[key] };
    },
    async count() {
      let total = 0;
      let start: Record<string, unknown> | undefined;
      do {
        const page = await client.send(
          new ScanCommand({ TableName: name, Select: "COUNT", ...(start && { ExclusiveStartKey: start }) }),
        );
        total += page.Count ?? 0;
        start = page.LastEvaluatedKey;
      } while (start);
      return total;
    },
  };
}

async function unlessConditionFails(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
