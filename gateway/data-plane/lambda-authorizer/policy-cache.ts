import { keep } from "../../keep";
import type { AuthorizerResult } from "./authorizer-result";

/** Results of Lambda authorizers, kept for the authorizer's TTL. */
export interface PolicyCache {
  get(key: string, now: Date): AuthorizerResult | undefined;
  put(key: string, result: AuthorizerResult, until: Date): void;
}

/** Entries; the oldest are dropped first. */
const LIMIT = 1_000;

export function makePolicyCache(): PolicyCache {
  const entries = new Map<string, { readonly result: AuthorizerResult; readonly until: Date }>();
  return {
    get(key, now) {
      const entry = entries.get(key);
      if (entry !== undefined && entry.until > now) return entry.result;
      entries.delete(key);
      return undefined;
    },
    put(key, result, until) {
      keep(entries, key, { result, until }, LIMIT);
    },
  };
}
