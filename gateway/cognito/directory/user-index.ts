import type { StoredUser, UserKey } from "./stored-user";

/** Attributes by which users may sign in. */
const NAMES = ["email", "phone_number", "preferred_username"] as const;
type Name = (typeof NAMES)[number];
type Field = "username" | Name;

/** What a pool says about the names of its users. */
export interface NamingPool {
  readonly id: string;
  readonly ignoresCase?: true;
  readonly settings?: {
    /** Signed in with in place of a user name. */
    readonly usernameAttributes: readonly Name[];
    /** Signed in with beside it, once they are verified. */
    readonly aliasAttributes: readonly Name[];
  };
}

/** Finds users without reading all of them. */
export interface UserIndex {
  add(user: StoredUser): void;
  remove(user: StoredUser): void;
  find(pool: NamingPool, name: string): StoredUser | undefined;
}

export function makeUserIndex(bySub: (user: UserKey) => StoredUser | undefined): UserIndex {
  /** Values without regard to case; a pool that regards it compares again. */
  const subs = new Map<string, Set<string>>();
  const keyOf = (poolId: string, field: Field, value: string) =>
    JSON.stringify([poolId, field, value.toLowerCase()]);
  const keysOf = (user: StoredUser) => [
    keyOf(user.poolId, "username", user.username),
    ...NAMES.flatMap((name) => {
      const value = user.attributes[name];
      return value === undefined ? [] : [keyOf(user.poolId, name, value)];
    }),
  ];

  return {
    add(user) {
      for (const key of keysOf(user)) subs.set(key, (subs.get(key) ?? new Set()).add(user.sub));
    },
    remove(user) {
      for (const key of keysOf(user)) {
        const known = subs.get(key);
        known?.delete(user.sub);
        if (known?.size === 0) subs.delete(key);
      }
    },
    find(pool, name) {
      const having = (field: Field, counts: (user: StoredUser) => boolean = () => true) => {
        for (const sub of subs.get(keyOf(pool.id, field, name)) ?? []) {
          const user = bySub({ poolId: pool.id, sub });
          const value = field === "username" ? user?.username : user?.attributes[field];
          // Users of another service sign in there, so their address is no name here.
          const isNamed = field === "username" || user?.status !== "EXTERNAL_PROVIDER";
          if (user && isNamed && counts(user) && (pool.ignoresCase || value === name)) return user;
        }
        return undefined;
      };
      const { aliasAttributes = [], usernameAttributes = [] } = pool.settings ?? {};
      return (
        having("username") ??
        first(usernameAttributes, (field) => having(field)) ??
        first(aliasAttributes, (field) => having(field, (user) => isAlias(user, field)))
      );
    },
  };
}

function first<T, R>(list: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of list) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An address is an alias only when it was verified; `preferred_username` only of a confirmed user. */
function isAlias({ attributes, status }: StoredUser, field: Name): boolean {
  return field === "preferred_username"
    ? status !== "UNCONFIRMED"
    : attributes[`${field}_verified`] === "true";
}
