import { randomUUID } from "node:crypto";
import type { Entry, Section } from "../../state/journal";

/** A user at one provider: a user pool, or the backend that the identity pool calls its developer provider. */
export interface Link {
  /** `cognito-idp.REGION.amazonaws.com/POOL`, or the developer provider's name. */
  readonly provider: string;
  /** The user's id there. */
  readonly user: string;
}

/** An identity of an identity pool. It is replaced and never changed. */
export interface Identity extends Entry {
  /** `us-east-1:00000000-0000-4000-8000-000000000000` */
  readonly id: string;
  readonly poolId: string;
  /** None for a guest. */
  readonly links: readonly Link[];
  /** Whether its last link was taken away: then nobody gets to it. */
  readonly isDisabled: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** The identities of all identity pools. What is changed is seen at once; a promise resolves when it is on disk. */
export interface Identities {
  get(id: string): Identity | undefined;
  /** The identity to which a user of a provider belongs. */
  ofLink(poolId: string, link: Link): Identity | undefined;
  /** In the order in which they were made. */
  inPool(poolId: string): readonly Identity[];
  /** A new identity; without a link, a guest's. Of guests, the oldest go when there are too many. */
  make(poolId: string, link?: Link): Promise<Identity>;
  /** Gives an identity these links, and the links' users this identity. A guest's identity without links stays one. */
  relink(identity: Identity, links: readonly Link[]): Promise<Identity>;
  remove(identity: Identity): Promise<void>;
}

interface LinkEntry extends Entry {
  readonly identityId: string;
}

const MOST_GUESTS = 10_000;

export function makeIdentities(
  section: <V extends Entry>(name: string) => Section<V>,
  now: () => Date,
): Identities {
  const stored = section<Identity>("identity");
  const links = section<LinkEntry>("identity-link");
  const guests = [...stored.entries()].flatMap(([id, identity]) => (isGuest(identity) ? [id] : []));
  const unlink = (poolId: string, gone: readonly Link[]) =>
    gone.map((link) => links.set(keyOf(poolId, link), undefined));
  const remove = async ({ id, links: gone, poolId }: Identity) => {
    await Promise.all([...unlink(poolId, gone), stored.set(id, undefined)]);
  };
  /** Writes of the oldest guests' removal. */
  const forgetGuests = () => {
    const gone: Promise<void>[] = [];
    while (guests.length > MOST_GUESTS) {
      const identity = stored.get(guests.shift() ?? "");
      if (identity && isGuest(identity)) gone.push(remove(identity));
    }
    return gone;
  };
  return {
    get: (id) => stored.get(id),
    ofLink(poolId, link) {
      const entry = links.get(keyOf(poolId, link));
      return entry && stored.get(entry.identityId);
    },
    inPool: (poolId) =>
      [...stored.entries()].flatMap(([, identity]) => (identity.poolId === poolId ? [identity] : [])),
    async make(poolId, link) {
      const at = now().getTime();
      const identity: Identity = {
        id: `${poolId.split(":")[0]}:${randomUUID()}`,
        poolId,
        links: link ? [link] : [],
        isDisabled: false,
        createdAt: at,
        modifiedAt: at,
      };
      const writes = [stored.set(identity.id, identity)];
      if (link) writes.push(links.set(keyOf(poolId, link), { identityId: identity.id }));
      else guests.push(identity.id);
      await Promise.all([...writes, ...forgetGuests()]);
      return identity;
    },
    async relink(identity, next) {
      const { id, links: former, poolId } = identity;
      const isDisabled = next.length === 0 && (former.length > 0 || identity.isDisabled);
      const changed = { ...identity, links: next, isDisabled, modifiedAt: now().getTime() };
      const gone = former.filter((link) => !next.some((kept) => isSame(kept, link)));
      await Promise.all([
        stored.set(id, changed),
        ...unlink(poolId, gone),
        ...next.map((link) => links.set(keyOf(poolId, link), { identityId: id })),
      ]);
      return changed;
    },
    remove,
  };
}

export function isGuest({ isDisabled, links }: Identity): boolean {
  return links.length === 0 && !isDisabled;
}

export function isSame(one: Link, other: Link): boolean {
  return one.provider === other.provider && one.user === other.user;
}

function keyOf(poolId: string, { provider, user }: Link): string {
  return JSON.stringify([poolId, provider, user]);
}
