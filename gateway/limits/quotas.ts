import type { UsagePlan } from "../../terraform/model";

type Quota = NonNullable<UsagePlan["quota"]>;

/** Calls counted by name and period. Kept in memory: a restart of the gate begins anew, a reload does not. */
export interface Quotas {
  /** Counts a call; false, and not counted, where the period's calls are used up. */
  use(name: string, quota: Quota, now: Date): boolean;
}

interface Count {
  readonly period: string;
  readonly used: number;
  /** Whether the count began in this period: only there the quota's offset is taken off. */
  readonly first: boolean;
}

export function makeQuotas(): Quotas {
  const counts = new Map<string, Count>();
  return {
    use(name, { limit, offset, period: length }, now) {
      const period = periodOf(length, now);
      const before = counts.get(name);
      const count = before?.period === period ? before : { period, used: 0, first: before === undefined };
      const allowed = count.used < (count.first ? limit - offset : limit);
      counts.set(name, allowed ? { ...count, used: count.used + 1 } : count);
      return allowed;
    },
  };
}

/** The name of the period, in UTC; a week begins on Monday. */
function periodOf(length: Quota["period"], now: Date): string {
  if (length === "MONTH") return now.toISOString().slice(0, 7);
  const day = new Date(now);
  if (length === "WEEK") day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}
