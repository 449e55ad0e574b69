import type { Section } from "../../state/journal";
import type { StoredUser, UserKey } from "./stored-user";
import { makeUserIndex, type NamingPool } from "./user-index";

/** The users of all pools. What is changed is seen at once; the promise resolves when it is on disk. */
export interface Users {
  /** The user whom a name means at sign-in: by user name, or by an attribute that the pool takes in its place. */
  find(pool: NamingPool, name: string): StoredUser | undefined;
  /** By `sub`. */
  get(user: UserKey): StoredUser | undefined;
  /** In the order in which they were added. */
  inPool(poolId: string): readonly StoredUser[];
  /** A user with a new `sub`. Whether the name is free, the caller has asked `find` in the same turn. */
  add(user: StoredUser): Promise<void>;
  /**
   * Replaces a user by what `change` makes of the present one, so that nothing that changed meanwhile is lost. It sets
   * `modifiedAt`.
   *
   * @returns the user as it is then; `undefined` where there is none
   */
  change(user: UserKey, change: (present: StoredUser) => StoredUser): Promise<StoredUser | undefined>;
  remove(user: UserKey): Promise<void>;
}

export function makeUsers(section: Section<StoredUser>, now: () => Date): Users {
  const pools = new Map<string, Map<string, StoredUser>>();
  const ofPool = (poolId: string) => {
    const known = pools.get(poolId) ?? new Map<string, StoredUser>();
    pools.set(poolId, known);
    return known;
  };
  const get = ({ poolId, sub }: UserKey) => pools.get(poolId)?.get(sub);
  const index = makeUserIndex(get);
  for (const [, user] of section.entries()) {
    ofPool(user.poolId).set(user.sub, user);
    index.add(user);
  }
  const put = (user: StoredUser) => {
    const former = get(user);
    if (former) index.remove(former);
    ofPool(user.poolId).set(user.sub, user);
    index.add(user);
    return section.set(keyOf(user), user);
  };

  return {
    find: index.find,
    get,
    inPool: (poolId) => [...(pools.get(poolId)?.values() ?? [])],
    add: put,
    async change(user, change) {
      const present = get(user);
      if (present === undefined) return undefined;
      const changed = { ...change(present), modifiedAt: now().getTime() };
      await put(changed);
      return changed;
    },
    async remove(user) {
      const present = get(user);
      if (present === undefined) return;
      index.remove(present);
      ofPool(user.poolId).delete(user.sub);
      await section.set(keyOf(user), undefined);
    },
  };
}

function keyOf({ poolId, sub }: UserKey): string {
  return `${poolId}/${sub}`;
}
