import { randomUUID } from "node:crypto";
import { strictObject } from "valibot";
import { requestId } from "../handler/create";
import { text } from "../handler/fields";
import { subOfPoolUser } from "../handler/pool-user";
import { RequestError } from "../handler/reply";
import { type EndpointRequest, readBody } from "../handler/request";
import type { Endpoint } from "../handler/serve";
import { type ApiKeysContext, makeValue, repair } from "./make-value";
import { isWhole, type Making, type OwnedKey, ownKey, reserved, revoked, rotating } from "./owner";

/** The body of POST /keys. It cannot name the owner or the usage plan. */
export const newKey = strictObject({ name: text(60) });

const DAY = 86_400_000;
/** Days that usage is shown of, today included. */
const SHOWN_DAYS = 7;

/**
 * A user's own API keys. Endpoints read and write only what is under the caller's verified sub; the id in a path
 * chooses among the keys found there. API Gateway's own ids are neither taken from a request nor shown.
 *
 * A key's value is in one answer only, that of the request that made it. A repeated request gets the key without its value.
 */
export function apiKeyEndpoints(context: ApiKeysContext): Readonly<Record<string, Endpoint>> {
  const { gateway, limits, now, owners } = context;
  return {
    "GET /keys": async ({ caller }) => {
      const { keys } = await owners.get(subOfPoolUser(caller, "Keys"));
      return { status: 200, body: { keys: keys.map(shown) } };
    },

    "GET /keys/current": async ({ caller, event }) => {
      const { keys } = await owners.get(subOfPoolUser(caller, "Keys"));
      const { apiKeyId } = event.requestContext.identity;
      const current = keys.find(({ keyId }) => keyId !== undefined && keyId === apiKeyId);
      if (!current) throw new RequestError(404, "The key that was sent is none of yours");
      return { status: 200, body: shown(current) };
    },

    "POST /keys": async (request) => {
      const sub = subOfPoolUser(request.caller, "Keys");
      const { name } = readBody(request.event, newKey);
      const id = requestId(request);
      const making: Making = { id, request: id, by: randomUUID(), now: now() };
      await repair(sub, context);
      const owner = await owners.update(sub, (current) => reserved(current, name, making, limits));
      return { status: 201, body: await withValue(sub, making, ownKey(owner, id), context) };
    },

    "POST /keys/{id}/rotation": async (request) => {
      const sub = subOfPoolUser(request.caller, "Keys");
      const making: Making = { id: idIn(request), request: requestId(request), by: randomUUID(), now: now() };
      await repair(sub, context);
      const owner = await owners.update(sub, (current) => rotating(current, making, limits));
      return { status: 201, body: await withValue(sub, making, ownKey(owner, making.id), context) };
    },

    "DELETE /keys/{id}": async (request) => {
      const sub = subOfPoolUser(request.caller, "Keys");
      await owners.update(sub, (current) => revoked(current, idIn(request), now()));
      await repair(sub, context);
      return { status: 204, body: undefined };
    },

    "GET /keys/{id}/usage": async (request) => {
      const { id, keyId } = ownKey(await owners.get(subOfPoolUser(request.caller, "Keys")), idIn(request));
      const days = Array.from({ length: SHOWN_DAYS }, (_, i) =>
        new Date(now().getTime() - (SHOWN_DAYS - 1 - i) * DAY).toISOString().slice(0, 10),
      );
      const usage = keyId === undefined ? [] : await gateway.usage(keyId, days[0] ?? "", days.at(-1) ?? "");
      return {
        status: 200,
        body: { id, days: usage.map(([used, left], i) => ({ date: days[i], used, left })) },
      };
    },
  };
}

/** The key, with its new value where this request holds the lease to make one. */
async function withValue(
  sub: string,
  making: Making,
  key: OwnedKey,
  context: ApiKeysContext,
): Promise<unknown> {
  if (key.lease?.by !== making.by) return shown(key);
  const made = await makeValue(sub, making, key, context);
  return { ...shown(made.key), value: made.value };
}

function shown(key: OwnedKey) {
  const { createdAt, id, name } = key;
  return { id, name, createdAt, status: isWhole(key) ? "active" : "changing" };
}

const ID = /^[0-9a-f-]{36}$/;

function idIn({ event }: EndpointRequest): string {
  const id = event.pathParameters?.id ?? "";
  if (!ID.test(id)) throw new RequestError(400, "id: expected an id of a key", "id");
  return id;
}
