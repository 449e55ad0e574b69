import type { Throttle } from "../../terraform/model";

/** Token buckets by name, which are full at first. They are kept when the Terraform changes. */
export interface TokenBuckets {
  /** Takes a token from a bucket; false where it is empty. */
  take(name: string, limit: Throttle, now: Date): boolean;
  /** A bucket as it is, without taking from it. */
  state(name: string, limit: Throttle, now: Date): BucketState;
}

export interface BucketState {
  /** Calls that would get through at once. */
  readonly left: number;
  /** Calls since the gate started. */
  readonly admitted: number;
  readonly refused: number;
}

interface Bucket {
  tokens: number;
  /** Milliseconds since 1970. */
  at: number;
  admitted: number;
  refused: number;
}

export function makeTokenBuckets(): TokenBuckets {
  const buckets = new Map<string, Bucket>();
  return {
    take(name, limit, now) {
      let bucket = buckets.get(name);
      if (bucket === undefined) {
        bucket = { tokens: limit.burst, at: now.getTime(), admitted: 0, refused: 0 };
        buckets.set(name, bucket);
      }
      bucket.tokens = refilled(bucket, limit, now);
      // A clock that was set back does not refill the bucket.
      bucket.at = Math.max(now.getTime(), bucket.at);
      const taken = bucket.tokens >= 1;
      if (taken) {
        bucket.tokens--;
        bucket.admitted++;
      } else bucket.refused++;
      return taken;
    },
    state(name, limit, now) {
      const bucket = buckets.get(name);
      if (bucket === undefined) return { left: Math.floor(limit.burst), admitted: 0, refused: 0 };
      const { admitted, refused } = bucket;
      return { left: Math.floor(refilled(bucket, limit, now)), admitted, refused };
    },
  };
}

function refilled({ at, tokens }: Bucket, { burst, rate }: Throttle, now: Date): number {
  return Math.min(burst, tokens + (Math.max(0, now.getTime() - at) / 1_000) * rate);
}
