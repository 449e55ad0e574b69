/**
 * Failed sign-ins with a password, and how long a name is locked after them. Kept in memory: a restart of the gate
 * forgets them, a change of the Terraform does not.
 */
export interface SignInAttempts {
  /** Whether a name is locked now, also for the right password. The question counts as an attempt. */
  isLocked(user: AttemptedUser, now: Date): boolean;
  failed(user: AttemptedUser, now: Date): void;
  succeeded(user: AttemptedUser): void;
}

export interface AttemptedUser {
  readonly poolId: string;
  /** As the pool compares names. */
  readonly name: string;
  /** Whether the pool has such a user. Unknown names are locked alike, so that a lock does not tell who has an account. */
  readonly isKnown: boolean;
}

interface Entry {
  readonly failures: number;
  /** Milliseconds since 1970. */
  readonly lockedUntil: number;
  readonly lastAttempt: number;
}

/** After so many failures a name is locked for a second, and twice as long after each further one. */
const FREE_FAILURES = 5;
const LONGEST_LOCK_MS = 15 * 60_000;
/** Without any attempt for this long, failures are forgotten. */
const FORGET_AFTER_MS = 15 * 60_000;
/** Most names that no pool has; the oldest are dropped first. Known names are bounded by the number of users. */
const UNKNOWN_NAMES = 10_000;

/**
 * Locks names as Cognito does. Attempts on a locked name fail and do not extend the lock.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow.html
 */
export function makeSignInAttempts(): SignInAttempts {
  const known = new Map<string, Entry>();
  const unknown = new Map<string, Entry>();
  const placeOf = ({ isKnown, name, poolId }: AttemptedUser) =>
    [isKnown ? known : unknown, JSON.stringify([poolId, name])] as const;

  const put = (entries: Map<string, Entry>, key: string, entry: Entry) => {
    entries.delete(key);
    entries.set(key, entry);
    const oldest = entries.keys().next().value;
    if (entries === unknown && entries.size > UNKNOWN_NAMES && oldest !== undefined) entries.delete(oldest);
  };

  return {
    isLocked(user, now) {
      const [entries, key] = placeOf(user);
      const entry = entries.get(key);
      if (!entry) return false;
      const at = now.getTime();
      const isLocked = at < entry.lockedUntil;
      if (!isLocked && at - entry.lastAttempt >= FORGET_AFTER_MS) entries.delete(key);
      else put(entries, key, { ...entry, lastAttempt: at });
      return isLocked;
    },
    failed(user, now) {
      const [entries, key] = placeOf(user);
      const failures = (entries.get(key)?.failures ?? 0) + 1;
      const seconds = failures < FREE_FAILURES ? 0 : 2 ** (failures - FREE_FAILURES);
      const at = now.getTime();
      const lockedUntil = at + Math.min(seconds * 1_000, LONGEST_LOCK_MS);
      put(entries, key, { failures, lockedUntil, lastAttempt: at });
    },
    succeeded(user) {
      const [entries, key] = placeOf(user);
      entries.delete(key);
    },
  };
}
