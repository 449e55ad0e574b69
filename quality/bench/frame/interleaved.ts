import type { Figure } from "./area";

export interface Turns {
  /** Turns that count. */
  readonly turns: number;
  /** Turns before them, which do not. */
  readonly warmUp: number;
}

/** One turn of a contender: what it measured, in any unit. */
export type Measure = () => number | Promise<number>;

/**
 * Runs the contenders in turns, so that a busy machine slows all of them. Each turn begins with another one, so that none
 * always runs after the same one.
 *
 * @returns the measurements of each, by turn
 */
export async function interleaved<Name extends string>(
  contenders: Readonly<Record<Name, Measure>>,
  { turns, warmUp }: Turns,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const all = Object.entries<Measure>(contenders);
  const measured = new Map<string, number[]>(all.map(([name]) => [name, []]));
  for (let turn = 0; turn < warmUp + turns; turn++) {
    const first = turn % all.length;
    for (const [name, measure] of [...all.slice(first), ...all.slice(0, first)]) {
      const value = await measure();
      if (turn >= warmUp) measured.get(name)?.push(value);
    }
  }
  return Object.fromEntries(measured) as unknown as Readonly<Record<Name, readonly number[]>>;
}

/** @throws RangeError without values */
export function figure(values: readonly number[]): Figure {
  const sorted = [...values].sort((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (min === undefined || max === undefined || low === undefined || high === undefined)
    throw new RangeError("expected at least one measurement");
  return { median: (low + high) / 2, min, max };
}

/** The ratio of the two in each turn. */
export function ratios(values: readonly number[], floor: readonly number[]): readonly number[] {
  if (values.length !== floor.length) throw new RangeError("expected as many turns of both");
  return values.map((value, turn) => value / (floor[turn] ?? Number.NaN));
}

/** What one takes more than the other in each turn. */
export function differences(values: readonly number[], floor: readonly number[]): readonly number[] {
  if (values.length !== floor.length) throw new RangeError("expected as many turns of both");
  return values.map((value, turn) => value - (floor[turn] ?? Number.NaN));
}

/** Microseconds of this process's processor time for one of so many calls. */
export async function processorTime(call: () => unknown, calls: number): Promise<number> {
  const before = process.cpuUsage();
  for (let n = 0; n < calls; n++) await call();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}
