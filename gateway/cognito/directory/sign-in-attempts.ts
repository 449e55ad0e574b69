import type { Entry, Section } from "../../state/journal";

/** Failed sign-ins with a password, and how long a name is locked after them. Neither a restart nor a change of the Terraform forgets them. */
export interface SignInAttempts {
  /** Whether a name is locked now, also for the right password. The question counts as an attempt. */
  isLocked(user: AttemptedUser, now: Date): boolean;
  failed(user: AttemptedUser, now: Date): Promise<void>;
  succeeded(user: AttemptedUser): Promise<void>;
}

export interface AttemptedUser {
  readonly poolId: string;
  /** As the pool compares names. */
  readonly name: string;
  /** Whether the pool has such a user. Unknown names are locked alike, so that a lock does not tell who has an account. */
  readonly isKnown: boolean;
}

/** What is kept of a name, until failures are forgotten. */
export interface Attempts extends Entry {
  readonly isKnown: boolean;
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
export function makeSignInAttempts(section: Section<Attempts>): SignInAttempts {
  /** Names that no pool has, the longest untouched first. */
  const unknown = new Set([...section.entries()].flatMap(([key, { isKnown }]) => (isKnown ? [] : [key])));
  const keyOf = ({ name, poolId }: AttemptedUser) => JSON.stringify([poolId, name]);

  const put = (key: string, attempts: Omit<Attempts, "expiresAt">): Promise<void> => {
    unknown.delete(key);
    if (!attempts.isKnown) unknown.add(key);
    const [oldest] = unknown;
    const dropped =
      unknown.size > UNKNOWN_NAMES && oldest !== undefined && unknown.delete(oldest)
        ? section.set(oldest, undefined)
        : undefined;
    const { lastAttempt, lockedUntil } = attempts;
    const expiresAt = Math.max(lockedUntil, lastAttempt + FORGET_AFTER_MS);
    return Promise.all([dropped, section.set(key, { ...attempts, expiresAt })]).then(() => {});
  };

  return {
    isLocked(user, now) {
      const key = keyOf(user);
      const attempts = section.get(key);
      if (!attempts) return false;
      const at = now.getTime();
      // Only for how long failures are remembered: nothing waits for it.
      put(key, { ...attempts, lastAttempt: at }).catch(() => {});
      return at < attempts.lockedUntil;
    },
    async failed(user, now) {
      const key = keyOf(user);
      const failures = (section.get(key)?.failures ?? 0) + 1;
      const seconds = failures < FREE_FAILURES ? 0 : 2 ** (failures - FREE_FAILURES);
      const at = now.getTime();
      const lockedUntil = at + Math.min(seconds * 1_000, LONGEST_LOCK_MS);
      await put(key, { isKnown: user.isKnown, failures, lockedUntil, lastAttempt: at });
    },
    async succeeded(user) {
      const key = keyOf(user);
      unknown.delete(key);
      if (section.get(key)) await section.set(key, undefined);
    },
  };
}
