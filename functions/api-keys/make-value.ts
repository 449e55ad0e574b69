import type { KeyGateway, NewKey } from "./key-gateway";
import {
  changed,
  type KeyLimits,
  type Making,
  type OwnedKey,
  type Owner,
  ownKey,
  settled,
  unfinished,
} from "./owner";
import type { Owners } from "./owners";

export interface ApiKeysContext {
  readonly owners: Owners;
  readonly gateway: KeyGateway;
  readonly limits: KeyLimits;
  readonly now: () => Date;
}

/**
 * Makes a key in API Gateway for an entry whose lease is held, and revokes the one that it replaces.
 *
 * Each step is written to the table before the next one, so that the table names every key that works, at any time. If a
 * step fails, the entry is restored; if the function ends in between, `repair` restores it later. One thing can be left
 * over: a key that API Gateway made and whose id never arrived. It opens nothing, because it is in no usage plan, and its
 * value was sent to no caller.
 *
 * @param leased the entry as it is since the lease was taken
 */
export async function makeValue(
  sub: string,
  making: Making,
  { lease: _, ...leased }: OwnedKey,
  context: ApiKeysContext,
): Promise<{ readonly value: string; readonly key: OwnedKey }> {
  const { gateway, owners } = context;
  const change = (step: (key: OwnedKey) => OwnedKey | undefined) =>
    owners.update(sub, (owner) => changed(owner, making, step));
  let made: NewKey | undefined;
  try {
    made = await gateway.create(`self-service-${making.id}`, sub);
    const { id } = made;
    await change(doom(id));
    await gateway.admit(id);
    await change(({ lease: _, ...key }) => ({
      ...key,
      request: making.request,
      createdAt: making.now.toISOString(),
      keyId: id,
      doomed: [...leased.doomed, ...(leased.keyId === undefined ? [] : [leased.keyId])],
    }));
  } catch (error) {
    await undo(made?.id).catch(() => {
      // The entry has what is left to do.
    });
    throw error;
  }
  // The replaced value is revoked here. Until then, no answer says that it is.
  return { value: made.value, key: ownKey(await repair(sub, context), making.id) };

  /** Without the lease, the first step throws: the key is in use then, or another request deletes it. */
  async function undo(id: string | undefined): Promise<void> {
    if (id !== undefined) {
      await change(doom(id));
      await gateway.remove(id);
    }
    await change(() => (leased.keyId === undefined ? undefined : leased));
  }
}

function doom(id: string): (key: OwnedKey) => OwnedKey {
  return (key) => ({ ...key, doomed: [...new Set([...key.doomed, id])] });
}

/** Deletes the keys that earlier requests left over, and then their entries in the table. */
export async function repair(sub: string, { gateway, now, owners }: ApiKeysContext): Promise<Owner> {
  const owner = await owners.get(sub);
  const left = unfinished(owner, now());
  if (left.length === 0) return owner;
  const doomed = left.flatMap((key) => key.doomed);
  for (const keyId of doomed) await gateway.remove(keyId);
  return owners.update(sub, (current) => settled(current, new Set(doomed), now()));
}
