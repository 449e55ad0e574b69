import type { ItemTable } from "./item-table";
import { type Reply, RequestError } from "./reply";
import type { EndpointRequest } from "./request";

const PAGE_SIZE = 50;
const ID = /^[\w-]{1,64}$/;

/**
 * One page of a table. A client chooses only where it begins, by the `nextToken` of the page before.
 *
 * @param name of the list in the answer: `{"pets": [...], "nextToken": "..."}`, without the latter on the last page
 * @throws RequestError 400 if nextToken is not one
 */
export async function listPage({ event }: EndpointRequest, table: ItemTable, name: string): Promise<Reply> {
  const token = event.queryStringParameters?.nextToken;
  const { items, next } = await table.page(PAGE_SIZE, token === undefined ? undefined : readPageToken(token));
  const nextToken = next === undefined ? undefined : Buffer.from(next).toString("base64url");
  return { status: 200, body: { [name]: items, nextToken } };
}

function readPageToken(token: string): string {
  const key = Buffer.from(token, "base64url").toString("utf8");
  if (!ID.test(key)) throw new RequestError(400, "nextToken: expected one from an answer", "nextToken");
  return key;
}
