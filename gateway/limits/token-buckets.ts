import type { Throttle } from "../../terraform/model";

/** Token buckets by name, filled to begin with. They outlive a change of the Terraform. */
export interface TokenBuckets {
  /** Takes a token out of a bucket; false where there is none left. */
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
      // A clock that was set back fills nothing.
      const at = Math.max(now.getTime(), before.at);
      const refilled = ((at - before.at) / 1_000) * rate;
      const tokens = Math.min(burst, before.tokens + refilled);
      const taken = tokens >= 1;
      buckets.set(name, { tokens: taken ? tokens - 1 : tokens, at });
      return taken;
    },
  };
}
