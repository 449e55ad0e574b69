import { interleaved } from "../frame/interleaved";
import { type Call, type Contender, type NotRun, notRunFor } from "./call";
import type { Contenders } from "./contenders";
import { loaded, type Measured, quantile } from "./load";
import { HAS_PROC, PARTS, type Part, processorTimes } from "./proc";
import { emptyLogs } from "./program";

/** Microseconds of the processor for one call, by who takes them. */
export type Times = Readonly<Record<Part | "client", number>>;

export interface Turn extends Measured {
  /** Undefined where the system does not report it. */
  readonly times: Times | undefined;
}

/** All turns of each call over so many connections, by `CONTENDER/KIND`; `bare` is the bare server. */
export interface Measurements {
  readonly connections: number;
  readonly turns: ReadonlyMap<string, readonly Turn[]>;
}

export interface Plan {
  readonly turns: number;
  /** Milliseconds of a turn at least and at most; between them it is `CALLS` times as long as a call takes. */
  readonly least: number;
  readonly most: number;
}

const CALLS = 50;
/** Turns to warm up, unless two of them are as close as this before. */
const WARM_UP = 5;
const CLOSE = 0.1;

/**
 * Warms up, and measures all calls in turns.
 *
 * @param fails gets the calls of other gates that fail while they warm up, which are not measured
 */
export async function measured(
  { all, bare }: Pick<Contenders, "all" | "bare">,
  connections: number,
  plan: Plan,
  fails: (one: NotRun) => void,
): Promise<Measurements> {
  const turns = new Map<string, Turn[]>();
  const measures: Record<string, () => Promise<number>> = {};
  for (const [name, call, ours] of [["bare", bare, true] as const, ...callsOf(all)]) {
    try {
      const p50 = await warmedUp(name, call, connections, plan);
      const milliseconds = Math.min(Math.max(plan.least, CALLS * p50), plan.most);
      measures[name] = async () => {
        const result = await turn(name, call, connections, milliseconds);
        turns.set(name, [...(turns.get(name) ?? []), result]);
        return result.perSecond;
      };
    } catch (error) {
      if (ours) throw error;
      fails(notRunFor(`${name}, ${connections} connections`, error as Error));
    }
  }
  await interleaved(measures, { turns: plan.turns, warmUp: 0 });
  return { connections, turns };
}

export function callsOf(
  all: readonly Contender[],
): readonly (readonly [name: string, call: Call, ours: boolean])[] {
  return all.flatMap(({ calls, name, ours }) =>
    Object.entries(calls).map(([kind, call]) => [`${name}/${kind}`, call, ours] as const),
  );
}

/** @returns milliseconds of a call */
async function warmedUp(name: string, call: Call, connections: number, { least }: Plan): Promise<number> {
  let last: Turn | undefined;
  for (let n = 0; n < WARM_UP; n++) {
    const one = await turn(name, call, connections, least / 2);
    const isClose = last && Math.abs(one.perSecond / last.perSecond - 1) < CLOSE;
    last = one;
    if (isClose) break;
  }
  const p50 = quantile(last?.latencies ?? [], 0.5);
  // Of a call that takes longer than such a turn, there is none.
  return Number.isNaN(p50) ? Number.POSITIVE_INFINITY : p50;
}

async function turn(name: string, call: Call, connections: number, milliseconds: number): Promise<Turn> {
  emptyLogs();
  const { isExpected, port, program, status } = call;
  const requests = await call.requests();
  const before = HAS_PROC ? processorTimes(program) : undefined;
  const own = process.cpuUsage();
  try {
    const result = await loaded({ port, requests, status, isExpected, connections, until: { milliseconds } });
    const { system, user } = process.cpuUsage(own);
    const after = HAS_PROC ? processorTimes(program) : undefined;
    const of = (part: Part) => Math.max(0, (after?.[part] ?? 0) - (before?.[part] ?? 0)) / result.answers;
    const parts = Object.fromEntries(PARTS.map((part) => [part, of(part)])) as Record<Part, number>;
    return {
      ...result,
      latencies: [...result.latencies].sort((a, b) => a - b),
      times: HAS_PROC ? { ...parts, client: (user + system) / result.answers } : undefined,
    };
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message} ${program.ended() ?? ""}`.trim());
  }
}
