import type { FunctionWorker } from "./worker";

/** The workers of all functions that have nothing to do at the moment, and wait for the next event. */
export interface WarmWorkers {
  /** `end` is called when the worker has waited too long, or others need its room. */
  keep(worker: FunctionWorker, end: () => void): void;
  release(worker: FunctionWorker): void;
}

export interface WarmOptions {
  /** How many wait at most: each is a process, of some 40 MB. The one that was used longest ago goes first. */
  readonly limit: number;
  readonly idleMs: number;
}

export function makeWarmWorkers({ idleMs, limit }: WarmOptions): WarmWorkers {
  const waiting = new Map<FunctionWorker, { readonly timer: NodeJS.Timeout; readonly end: () => void }>();
  const release = (worker: FunctionWorker) => {
    clearTimeout(waiting.get(worker)?.timer);
    waiting.delete(worker);
  };
  return {
    release,
    keep(worker, end) {
      const leave = () => {
        release(worker);
        end();
      };
      waiting.set(worker, { timer: setTimeout(leave, idleMs).unref(), end: leave });
      const [oldest] = waiting.values();
      if (waiting.size > limit) oldest?.end();
    },
  };
}
