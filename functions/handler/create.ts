import { createHash, randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Item, ItemTable } from "./item-table";
import { type Reply, RequestError } from "./reply";
import { type EndpointRequest, header } from "./request";

/** Printable ASCII, which is safe to log. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * Adds an item under an id that the server chooses. With an Idempotency-Key header the id follows from the key,
 * the caller and the route, so a request that is sent again finds what the first one made and gets the same
 * answer. No second table and no lease is needed, and two at once are settled by the conditional write.
 *
 * @param key the name of the id's member
 * @returns 201 with the item, first time and every time
 * @throws RequestError 422 if the key was used for something else, 400 if it is malformed
 */
export async function createOnce(
  request: EndpointRequest,
  table: ItemTable,
  key: string,
  fields: Item,
): Promise<Reply> {
  const id = requestId(request);
  const item = { ...fields, [key]: id };
  if (await table.insert(id, item)) return { status: 201, body: item };
  const found = await table.get(id);
  if (isDeepStrictEqual(found, item)) return { status: 201, body: item };
  throw new RequestError(422, "Idempotency-Key was used for another request", "idempotency-key");
}

/**
 * An id for what a request makes: with an Idempotency-Key header the same one each time for the same caller
 * and route, else a new one.
 *
 * @throws RequestError 400 if the header is malformed
 */
export function requestId({ caller, event }: EndpointRequest): string {
  const sent = header(event, "idempotency-key");
  if (sent === undefined) return randomUUID();
  if (!IDEMPOTENCY_KEY.test(sent)) {
    throw new RequestError(
      400,
      "idempotency-key: expected 1 to 255 visible ASCII characters",
      "idempotency-key",
    );
  }
  // All of the caller: the same id behind another lock is another caller.
  const parts = JSON.stringify([event.httpMethod, event.resource, caller, sent]);
  return asUuid(createHash("sha256").update(parts).digest("hex"));
}

/** RFC 9562, 5.8: version 8 is a UUID of the maker's own making. */
function asUuid(hex: string): string {
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
