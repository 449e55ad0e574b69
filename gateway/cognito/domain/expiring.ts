import { randomBytes, randomUUID } from "node:crypto";

/**
 * Values under random keys, each for a time. They are in memory alone: what a restart forgets is refused afterwards, so
 * that nothing is used twice.
 */
export interface Expiring<T> {
  /** @returns the key */
  add(value: T): string;
  get(key: string): T | undefined;
  /** The value, which is removed. */
  take(key: string): T | undefined;
}

export interface ExpiringOptions {
  readonly seconds: number;
  /** The most values; the oldest are dropped first. */
  readonly most: number;
  readonly now: () => Date;
  readonly makeKey: () => string;
}

export function makeExpiring<T>({ makeKey, most, now, seconds }: ExpiringOptions): Expiring<T> {
  // In the order of their end, since all are kept for the same time.
  const entries = new Map<string, { readonly value: T; readonly until: number }>();
  const forget = () => {
    for (const [key, { until }] of entries) {
      if (until > now().getTime() && entries.size <= most) return;
      entries.delete(key);
    }
  };
  const get = (key: string) => {
    const entry = entries.get(key);
    return entry !== undefined && entry.until > now().getTime() ? entry.value : undefined;
  };
  return {
    add(value) {
      const key = makeKey();
      entries.set(key, { value, until: now().getTime() + seconds * 1_000 });
      forget();
      return key;
    },
    get,
    take(key) {
      const value = get(key);
      entries.delete(key);
      return value;
    },
  };
}

/** A key as Cognito's authorization codes. */
export function uuid(): string {
  return randomUUID();
}

/** 32 bytes, base64url. */
export function randomKey(): string {
  return randomBytes(32).toString("base64url");
}
