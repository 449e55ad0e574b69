import { keep } from "../../keep";

/** Answers of Lambda authorizers, kept for the authorizer's TTL. */
export interface AnswerCache<A> {
  get(key: string, now: Date): A | undefined;
  put(key: string, answer: A, until: Date): void;
}

/** Entries; the oldest are dropped first. */
const LIMIT = 1_000;

export function makeAnswerCache<A>(): AnswerCache<A> {
  const entries = new Map<string, { readonly answer: A; readonly until: Date }>();
  return {
    get(key, now) {
      const entry = entries.get(key);
      if (entry !== undefined && entry.until > now) return entry.answer;
      entries.delete(key);
      return undefined;
    },
    put(key, answer, until) {
      keep(entries, key, { answer, until }, LIMIT);
    },
  };
}
