import { figure } from "../frame/interleaved";

/** The median distance of the measurements from their median: half of them are nearer. */
export function noise(values: readonly number[]): number {
  const { median } = figure(values);
  return figure(values.map((value) => Math.abs(value - median))).median;
}

/** Whether the median is under the aim by more than the noise. */
export function isWellUnder(values: readonly number[], aim: number): boolean {
  return figure(values).median + noise(values) < aim;
}
