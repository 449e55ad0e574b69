import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Program } from "./program";

/** What Linux reports of a program and of the processes that it started. */

/** Parts of a program that are told apart. `server` is the process that listens. */
export const PARTS = ["server", "functions", "store", "others"] as const;
export type Part = (typeof PARTS)[number];

export const HAS_PROC = existsSync("/proc/self/stat");

/** By what a process runs; what is none of them is `others`. */
const SCRIPTS: readonly (readonly [RegExp, Part])[] = [
  [/lambda\/bootstrap\.js|hop\.js/, "functions"],
  [/store\/host\.js/, "store"],
];

/** Microseconds of a tick: USER_HZ is 100 on Linux. */
const TICK = 10_000;

/** Microseconds of the processor that each part of it has taken up to now. */
export function processorTimes({ pid }: Program): Readonly<Record<Part, number>> {
  const times = { server: 0, functions: 0, store: 0, others: 0 };
  for (const each of withChildren(pid)) {
    // The second field, a name in parentheses, may have spaces.
    const fields = read(each, "stat").split(") ").at(-1)?.split(" ") ?? [];
    const [user = 0, system = 0] = fields.slice(11, 13).map(Number);
    times[each === pid ? "server" : partOf(each)] += (user + system) * TICK;
  }
  return times;
}

export interface Memory {
  /** Megabytes of the process that listens, and of all its processes: pages that they share count in each. */
  readonly server: number;
  readonly all: number;
}

/** Resident memory. */
export function memoryOf({ pid }: Program): Memory {
  const of = (each: number) => Number(/VmRSS:\s+(\d+)/.exec(read(each, "status"))?.[1] ?? 0) / 1_024;
  return { server: of(pid), all: withChildren(pid).reduce((sum, each) => sum + of(each), 0) };
}

function partOf(pid: number): Part {
  const command = read(pid, "cmdline");
  return SCRIPTS.find(([script]) => script.test(command))?.[1] ?? "others";
}

function withChildren(pid: number): readonly number[] {
  const children = tasks(pid).flatMap((task) => read(pid, `task/${task}/children`).split(" "));
  return [
    pid,
    ...children.filter((child) => child.trim() !== "").flatMap((child) => withChildren(Number(child))),
  ];
}

function tasks(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** Nothing of a process that has ended. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "latin1");
  } catch {
    return "";
  }
}
