import type { Case } from "./case";
import type { Comparison } from "./compare";

export interface Tally {
  add(asked: Case, comparison: Comparison): void;
  /** How many differences nothing explains. */
  unexplained(): number;
  /** What was asked, what was answered, and by what the two differ, with how often. */
  report(): string;
}

/** Counts answers and differences while the run goes on. */
export function tally(): Tally {
  const asks = new Map<string, number>();
  const answers = new Map<string, number>();
  const differences = new Map<string, number>();
  let [total, doubtful, unexplained] = [0, 0, 0];
  return {
    add({ asks: kind }, { because, ours, theirs }) {
      total++;
      count(asks, kind);
      count(answers, ours);
      if (ours === theirs) return;
      if (!because) unexplained++;
      for (const { id, right } of because ?? []) count(differences, right === "open" ? `${id} (open)` : id);
      if (because?.some(({ right }) => right === "open")) doubtful++;
      if (because && because.length > 1) count(differences, "more than one of them");
    },
    unexplained: () => unexplained,
    report: () =>
      [
        table("Asked about", asks, total),
        table("Our answers", answers, total),
        table("Differences, by what explains them", differences, total),
        `Where AWS says nothing and ours is the stricter: ${percent(doubtful, total)}`,
        `Unexplained: ${unexplained}`,
      ].join("\n\n"),
  };
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function table(title: string, counts: ReadonlyMap<string, number>, total: number): string {
  const rows = [...counts].sort(([, a], [, b]) => b - a);
  const row = ([key, found]: readonly [string, number]) =>
    `  ${key.padEnd(36)}${String(found).padStart(8)}${percent(found, total).padStart(10)}`;
  return [title, ...rows.map(row)].join("\n");
}

function percent(part: number, total: number): string {
  return `${((100 * part) / total).toFixed(2)} %`;
}
