import type { UsagePlan } from "../../terraform/model";
import type { Entry, Journal } from "../state/journal";

export type Quota = NonNullable<UsagePlan["quota"]>;

/** Calls counted by plan, key and period, in the gate's journal: neither a reload nor the end of the gate resets them. */
export interface Quotas {
  /**
   * Counts a call, unless the period's calls are used up. The next call sees the count at once.
   *
   * @returns whether it is within the quota; resolves when the count is on disk
   */
  use(planId: string, keyId: string, quota: Quota, now: Date): Promise<boolean>;
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

interface Count extends Entry {
  readonly period: string;
  readonly used: number;
  /** Whether the count began in this period; only then the quota's offset is subtracted. */
  readonly first: boolean;
}

interface Day extends Entry {
  readonly used: number;
  readonly left: number;
}

/** GetUsage tells of 90 days. */
const DAYS_KEPT_MS = 91 * 86_400_000;

export function makeQuotas(journal: Pick<Journal, "section">): Quotas {
  const counts = journal.section<Count>("quota");
  const days = journal.section<Day>("quota-day");
  const nameOf = (...parts: readonly string[]) => JSON.stringify(parts);
  /** The count of the present period, and the calls that are allowed in it. */
  const present = (name: string, { limit, offset, period: length }: Quota, now: Date) => {
    const period = periodOf(length, now);
    const before = counts.get(name);
    const count = before?.period === period ? before : { period, used: 0, first: before === undefined };
    return { count, most: count.first ? limit - offset : limit };
  };
  return {
    async use(planId, keyId, quota, now) {
      const name = nameOf(planId, keyId);
      const { count, most } = present(name, quota, now);
      if (count.used >= most) return false;
      const used = count.used + 1;
      const today = nameOf(planId, keyId, periodOf("DAY", now));
      const usedToday = (days.get(today)?.used ?? 0) + 1;
      const expiresAt = now.getTime() + DAYS_KEPT_MS;
      await Promise.all([
        counts.set(name, { ...count, used }),
        days.set(today, { used: usedToday, left: most - used, expiresAt }),
      ]);
      return true;
    },
    used(planId, keyId, quota, now) {
      const { count, most } = present(nameOf(planId, keyId), quota, now);
      return { used: count.used, left: Math.max(0, most - count.used) };
    },
    usage(planId, keyId, limit, day) {
      const { left, used } = days.get(nameOf(planId, keyId, day)) ?? { used: 0, left: limit };
      return [used, left];
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
