import { join } from "node:path";
import type { ChildRun } from "../frame/child";
import { interleaved } from "../frame/interleaved";
import { withFolder } from "../frame/stop";
import { CONTENDERS, type Contender, compilePrograms, synth } from "./contenders";
import { assertWritten } from "./written";

export const NAMES = Object.keys(CONTENDERS) as Contender[];

/** The runs that count of each contender, by number of routes. */
export type Runs = Readonly<Record<Contender, ReadonlyMap<number, readonly ChildRun[]>>>;

/** @param turnsOf how many count with so many routes */
export function measuredRuns(
  sizes: readonly number[],
  turnsOf: (routes: number) => number,
  done: (what: string) => void,
): Promise<Runs> {
  return withFolder("synth", async (folder) => {
    compilePrograms();
    const runs = byName(() => new Map<number, ChildRun[]>());
    for (const routes of sizes) {
      const ran = byName((): ChildRun[] => []);
      const contender = (name: Contender) => async () => {
        const out = join(folder, "out");
        const run = await synth(name, routes, out);
        if (ran[name].length === 0) assertWritten(name, routes, out);
        ran[name].push(run);
        return run.cpuMs;
      };
      // What is compiled once is kept, by ours and by tsx.
      const warmUp = routes === sizes[0] ? 1 : 0;
      await interleaved(byName(contender), { turns: turnsOf(routes), warmUp });
      for (const name of NAMES) runs[name].set(routes, ran[name].slice(warmUp));
      done(`${routes} routes`);
    }
    return runs;
  });
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
