import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ChildRun } from "../frame/child";
import { interleaved } from "../frame/interleaved";
import { CONTENDERS, type Contender, synth } from "./contenders";

export const NAMES = Object.keys(CONTENDERS) as Contender[];

/** The runs that count of each contender, by number of routes. */
export type Runs = Readonly<Record<Contender, ReadonlyMap<number, readonly ChildRun[]>>>;

export async function measuredRuns(sizes: readonly number[], turns: number): Promise<Runs> {
  const folder = mkdtempSync(join(tmpdir(), "bench-synth-"));
  const runs = byName(() => new Map<number, ChildRun[]>());
  try {
    for (const routes of sizes) {
      const ran = byName((): ChildRun[] => []);
      const contender = (name: Contender) => async () => {
        const run = await synth(name, routes, join(folder, "out"));
        ran[name].push(run);
        return run.cpuMs;
      };
      // What is compiled once is kept, by ours and by tsx.
      const warmUp = routes === sizes[0] ? 1 : 0;
      await interleaved(byName(contender), { turns, warmUp });
      for (const name of NAMES) runs[name].set(routes, ran[name].slice(warmUp));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return runs;
}

function byName<T>(of: (name: Contender) => T): Record<Contender, T> {
  return Object.fromEntries(NAMES.map((name) => [name, of(name)])) as Record<Contender, T>;
}

/** By turn. */
export function valuesOf(
  runs: Runs,
  name: Contender,
  routes: number,
  value: (run: ChildRun) => number,
): readonly number[] {
  return (runs[name].get(routes) ?? []).map(value);
}
