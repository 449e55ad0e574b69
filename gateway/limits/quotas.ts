import type { UsagePlan } from "../../terraform/model";

type Quota = NonNullable<UsagePlan["quota"]>;

/** Calls counted by plan, key and period. Kept in memory: a restart of the gate resets them, a reload does not. */
export interface Quotas {
  /** Counts a call. Returns false, without counting it, where the period's calls are used up. */
  use(planId: string, keyId: string, quota: Quota, now: Date): boolean;
  /** Calls counted in the present period, and what is left of it. */
  used(
    planId: string,
    keyId: string,
    quota: Quota,
    now: Date,
  ): { readonly used: number; readonly left: number };
  /**
   * Calls counted on a day (`2026-11-21`, UTC), and what was left after them.
   *
   * @param limit what is left where none was counted
   */
  usage(planId: string, keyId: string, limit: number, day: string): readonly [used: number, left: number];
}

interface Count {
  readonly period: string;
  readonly used: number;
  /** Whether the count began in this period; only then the quota's offset is subtracted. */
  readonly first: boolean;
}

export function makeQuotas(): Quotas {
  const counts = new Map<string, Count>();
  const days = new Map<string, readonly [used: number, left: number]>();
  const nameOf = (...parts: readonly string[]) => JSON.stringify(parts);
  /** The count of the present period, and the calls that are allowed in it. */
  const present = (name: string, { limit, offset, period: length }: Quota, now: Date) => {
    const period = periodOf(length, now);
    const before = counts.get(name);
    const count = before?.period === period ? before : { period, used: 0, first: before === undefined };
    return { count, most: count.first ? limit - offset : limit };
  };
  return {
    use(planId, keyId, quota, now) {
      const name = nameOf(planId, keyId);
      const { count, most } = present(name, quota, now);
      const allowed = count.used < most;
      const used = allowed ? count.used + 1 : count.used;
      counts.set(name, { ...count, used });
      const today = nameOf(planId, keyId, periodOf("DAY", now));
      const [usedToday] = days.get(today) ?? [0];
      days.set(today, [allowed ? usedToday + 1 : usedToday, most - used]);
      return allowed;
    },
    used(planId, keyId, quota, now) {
      const { count, most } = present(nameOf(planId, keyId), quota, now);
      return { used: count.used, left: Math.max(0, most - count.used) };
    },
    usage: (planId, keyId, limit, day) => days.get(nameOf(planId, keyId, day)) ?? [0, limit],
  };
}

/** The name of the period, in UTC; a week begins on Monday. */
function periodOf(length: Quota["period"], now: Date): string {
  if (length === "MONTH") return now.toISOString().slice(0, 7);
  const day = new Date(now);
  if (length === "WEEK") day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}
