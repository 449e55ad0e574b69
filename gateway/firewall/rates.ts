import { keep } from "../keep";

/** Counts of requests by rule and key, within windows that move on with each second. */
export interface RequestRates {
  /** Counts a request, and tells how many of its key are in the window. */
  count(name: string, windowSeconds: number, now: Date): number;
}

interface Second {
  readonly at: number;
  count: number;
}

/** Keys of all rules; those that were counted longest ago are dropped. WAF keeps 10,000 for a rule. */
const KEPT = 20_000;

export function makeRequestRates(): RequestRates {
  const rates = new Map<string, Second[]>();
  const within = (seconds: readonly Second[], windowSeconds: number, now: number) =>
    seconds.filter(({ at }) => at > now - windowSeconds);
  const sum = (seconds: readonly Second[]) => seconds.reduce((total, { count }) => total + count, 0);
  return {
    count(name, windowSeconds, now) {
      const at = Math.floor(now.getTime() / 1_000);
      const seconds = within(rates.get(name) ?? [], windowSeconds, at);
      const last = seconds.at(-1);
      if (last?.at === at) last.count++;
      else seconds.push({ at, count: 1 });
      keep(rates, name, seconds, KEPT);
      return sum(seconds);
    },
  };
}
