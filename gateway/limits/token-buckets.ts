import type { Throttle } from "../../terraform/model";

/** Token buckets by name, which are full at first. They are kept when the Terraform changes. */
export interface TokenBuckets {
  /** Takes a token from a bucket; false where it is empty. */
  take(name: string, limit: Throttle, now: Date): boolean;
}

interface Bucket {
  readonly tokens: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export function makeTokenBuckets(): TokenBuckets {
  const buckets = new Map<string, Bucket>();
  return {
    take(name, { burst, rate }, now) {
      const before = buckets.get(name) ?? { tokens: burst, at: now.getTime() };
      // A clock that was set back does not refill the bucket.
      const at = Math.max(now.getTime(), before.at);
      const refilled = ((at - before.at) / 1_000) * rate;
      const tokens = Math.min(burst, before.tokens + refilled);
      const taken = tokens >= 1;
      buckets.set(name, { tokens: taken ? tokens - 1 : tokens, at });
      return taken;
    },
  };
}
