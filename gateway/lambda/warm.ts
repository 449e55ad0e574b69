import type { FunctionWorker } from "./worker";

/** The idle workers of all functions, which wait for the next event. */
export interface WarmWorkers {
  /** Calls `end` when the worker has been idle too long, or when there are too many idle workers. */
  keep(worker: FunctionWorker, end: () => void): void;
  release(worker: FunctionWorker): void;
}

export interface WarmOptions {
  /** Most idle workers; each is a process of about 40 MB. The one that was used longest ago is ended first. */
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
