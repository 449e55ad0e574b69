import type { WarmWorkers } from "./warm";
import type { FunctionWorker, Invocation, InvokeResult } from "./worker";

export interface Pool {
  invoke(invocation: Invocation): Promise<InvokeResult>;
  /** Ends idle workers at once, and busy ones after their events or, with `now`, at once. */
  retire(options?: { readonly now: boolean }): Promise<void>;
}

export interface PoolOptions {
  /** @param took gets the time of each event that was answered, in milliseconds */
  readonly start: (took: (milliseconds: number) => void) => FunctionWorker;
  /** Workers at the same time; more events wait. */
  readonly size: number;
  readonly warm: WarmWorkers;
}

/**
 * Events are sent ahead to a worker while it takes less than this for one, in milliseconds: waking its process takes as
 * long as such an event. Slower events run side by side.
 */
const QUICK_MS = 0.5;
/** Events in a worker that is sent some ahead. */
const AHEAD = 64;
/** Weight of the last event in the mean time of one. */
const WEIGHT = 1 / 16;
/** What an event counts at most: a busy machine makes single ones slow. It is also the mean before the first. */
const SLOW_MS = 2;
/** Events after one that was not answered, or held others up, before any is sent ahead again. */
const WARY = 200;

/** The workers of one function. They are started when events arrive, up to the pool's size. */
export function makePool({ size, start, warm }: PoolOptions): Pool {
  const idle = new Set<FunctionWorker>();
  const busy = new Set<FunctionWorker>();
  const waiting: (() => void)[] = [];
  let retired = false;
  let mean = SLOW_MS;
  let wary = 0;

  const took = (milliseconds: number) => {
    wary--;
    mean += (Math.min(milliseconds, SLOW_MS) - mean) * WEIGHT;
  };

  const takeIdle = (): FunctionWorker | undefined => {
    // The one that ran last: its process may still be awake, and the others may be ended when they are not needed.
    for (const worker of [...idle].reverse()) {
      idle.delete(worker);
      warm.release(worker);
      if (worker.alive) return worker;
    }
    return undefined;
  };

  const takeBusy = (): FunctionWorker | undefined => {
    if (mean > QUICK_MS || wary > 0) return undefined;
    for (const worker of busy) if (worker.alive && worker.events < AHEAD) return worker;
    return undefined;
  };

  /** @throws Error where a process cannot be started */
  const take = (): FunctionWorker | undefined => {
    const worker = takeBusy() ?? (busy.size < size ? (takeIdle() ?? start(took)) : undefined);
    if (worker) busy.add(worker);
    return worker;
  };

  const giveBack = (worker: FunctionWorker) => {
    if (worker.events === 0 && busy.delete(worker)) {
      if (retired) void worker.stop();
      else if (worker.alive) {
        idle.add(worker);
        warm.keep(worker, busy, () => {
          idle.delete(worker);
          void worker.stop();
        });
      }
    }
    waiting.shift()?.();
  };

  return {
    async invoke(invocation) {
      for (;;) {
        let worker: FunctionWorker | undefined;
        try {
          for (worker = take(); !worker; worker = take())
            await new Promise<void>((resolve) => waiting.push(resolve));
        } catch (error) {
          waiting.shift()?.();
          return notStarted(error);
        }
        try {
          const result = await worker.invoke(invocation);
          if (result.kind !== "ok") wary = WARY;
          if (result.kind !== "not-begun") return result;
        } finally {
          giveBack(worker);
        }
      }
    },
    async retire(options) {
      retired = true;
      for (const worker of idle) warm.release(worker);
      await Promise.all([...idle, ...(options?.now ? busy : [])].map((worker) => worker.stop()));
      idle.clear();
    },
  };
}

/** The process cannot be started, as on a full disk: the call fails, and the next one tries again. */
function notStarted(error: unknown): InvokeResult {
  return {
    kind: "error",
    errorType: "Runtime.InitError",
    errorMessage: `its process cannot be started: ${(error as Error).message}`,
  };
}
