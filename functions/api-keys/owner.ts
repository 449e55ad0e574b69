/** The item under a user's sub: the user's keys, without their values. Pure. */
import { RequestError } from "../handler/reply";

export interface Owner {
  readonly keys: readonly OwnedKey[];
  /** How many values were made on one day. A new value begins with a new quota, so the number is limited. */
  readonly made: { readonly day: string; readonly count: number };
}

export interface OwnedKey {
  /** Ours, a UUID. */
  readonly id: string;
  readonly name: string;
  /** Of its present value. ISO 8601. */
  readonly createdAt: string;
  /** The request that made the present value: sent again, it makes no other. */
  readonly request: string;
  /** API Gateway's id of the key that works; absent while there is none. */
  readonly keyId?: string;
  /** API Gateway's ids of keys that are to be deleted: half made, replaced, revoked. */
  readonly doomed: readonly string[];
  /** The request that is making a value for it, and until when no other may change it. Milliseconds since 1970. */
  readonly lease?: { readonly by: string; readonly until: number };
}

export const NO_KEYS: Owner = { keys: [], made: { day: "", count: 0 } };

/** Milliseconds. Longer than the function may run, so the holder of an expired lease has ended. */
const LEASE = 30_000;

export interface KeyLimits {
  /** Keys that one user may have. */
  readonly keys: number;
  /** Values that one user may have made in a day, rotations included. */
  readonly perDay: number;
}

export interface Making {
  /** Of the key, and of the request. */
  readonly id: string;
  readonly request: string;
  /** Of this run of the function. */
  readonly by: string;
  readonly now: Date;
}

/**
 * Takes a place for a new key. What was made by the same request before is left as it is.
 *
 * @throws RequestError 409 at the limit or while another request makes it, 422 if the request was another one
 */
export function reserved(owner: Owner, name: string, making: Making, limits: KeyLimits): Owner {
  const known = owner.keys.find(({ id }) => id === making.id);
  if (known) {
    if (known.name !== name)
      throw new RequestError(422, "Idempotency-Key was used for another request", "idempotency-key");
    if (known.keyId !== undefined) return owner;
    throw busy();
  }
  if (owner.keys.length >= limits.keys)
    throw new RequestError(409, `At most ${limits.keys} keys: delete one first`);
  const { id, now, request } = making;
  const key = { id, name, createdAt: now.toISOString(), request, doomed: [], lease: leaseOf(making) };
  return { keys: [...owner.keys, key], made: counted(owner, now, limits) };
}

/** Begins a new value for a key. @throws RequestError 404, or 409 as `reserved` does */
export function rotating(owner: Owner, making: Making, limits: KeyLimits): Owner {
  const key = ownKey(owner, making.id);
  if (key.request === making.request) return owner;
  if (isLeased(key, making.now) || key.keyId === undefined) throw busy();
  const made = counted(owner, making.now, limits);
  return { ...withKey(owner, { ...key, lease: leaseOf(making) }), made };
}

/** Dooms a key: it is gone with the next repair. @throws RequestError 404, 409 */
export function revoked(owner: Owner, id: string, now: Date): Owner {
  const { keyId, ...key } = ownKey(owner, id);
  if (isLeased(key, now)) throw busy();
  return withKey(owner, { ...key, doomed: [...key.doomed, ...(keyId === undefined ? [] : [keyId])] });
}

/** Keys that are not whole and have no lease: their doomed keys can be deleted. */
export function unfinished(owner: Owner, now: Date): readonly OwnedKey[] {
  return owner.keys.filter((key) => !isLeased(key, now) && !isWhole(key));
}

/** Without what was deleted meanwhile, and without keys of which nothing is left. */
export function settled(owner: Owner, deleted: ReadonlySet<string>, now: Date): Owner {
  const keys = owner.keys.flatMap((key) => {
    if (isLeased(key, now)) return [key];
    const { lease: _, ...rest } = { ...key, doomed: key.doomed.filter((id) => !deleted.has(id)) };
    return rest.keyId === undefined && rest.doomed.length === 0 ? [] : [rest];
  });
  return { ...owner, keys };
}

/**
 * The owner with one key changed by the holder of its lease; undefined removes it.
 *
 * @throws Error without the lease
 */
export function changed(
  owner: Owner,
  { by, id }: Making,
  change: (key: OwnedKey) => OwnedKey | undefined,
): Owner {
  const key = owner.keys.find((one) => one.id === id);
  if (key?.lease?.by !== by) throw new Error("The lease is not held");
  const next = change(key);
  return next ? withKey(owner, next) : { ...owner, keys: owner.keys.filter((one) => one !== key) };
}

/** @throws RequestError 404, the same for another user's key and for one that does not exist */
export function ownKey({ keys }: Owner, id: string): OwnedKey {
  const key = keys.find((one) => one.id === id);
  if (!key) throw new RequestError(404, "No such key");
  return key;
}

export function isWhole({ doomed, keyId, lease }: OwnedKey): boolean {
  return keyId !== undefined && doomed.length === 0 && lease === undefined;
}

function isLeased({ lease }: Pick<OwnedKey, "lease">, now: Date): boolean {
  return lease !== undefined && lease.until > now.getTime();
}

function leaseOf({ by, now }: Making): OwnedKey["lease"] & {} {
  return { by, until: now.getTime() + LEASE };
}

function counted({ made }: Owner, now: Date, { perDay }: KeyLimits): Owner["made"] {
  const day = now.toISOString().slice(0, 10);
  const count = made.day === day ? made.count + 1 : 1;
  if (count > perDay) throw new RequestError(409, `At most ${perDay} new keys and rotations a day`);
  return { day, count };
}

function withKey(owner: Owner, key: OwnedKey): Owner {
  return { ...owner, keys: owner.keys.map((one) => (one.id === key.id ? key : one)) };
}

function busy(): RequestError {
  return new RequestError(409, "Another request is changing this key; try again");
}
