import type { FunctionWorker } from "./worker";

/** The idle workers of all functions, which wait for the next event. */
export interface WarmWorkers {
  /**
   * Calls `end` when the worker has been idle too long, or when there are too many idle workers.
   *
   * @param of whose worker it is: one that has others is ended before the only one of another
   */
  keep(worker: FunctionWorker, of: object, end: () => void): void;
  release(worker: FunctionWorker): void;
}

export interface WarmOptions {
  /**
   * Most idle workers; each is a process of about 40 MB. One that is not the only one of its function is ended first, and of
   * those the one that was used longest ago.
   */
  readonly limit: number;
  readonly idleMs: number;
}

export function makeWarmWorkers({ idleMs, limit }: WarmOptions): WarmWorkers {
  const waiting = new Map<FunctionWorker, Waiting>();
  const release = (worker: FunctionWorker) => {
    clearTimeout(waiting.get(worker)?.timer);
    waiting.delete(worker);
  };
  return {
    release,
    keep(worker, of, end) {
      const leave = () => {
        release(worker);
        end();
      };
      waiting.set(worker, { of, timer: setTimeout(leave, idleMs).unref(), end: leave });
      if (waiting.size > limit) superfluous([...waiting.values()])?.end();
    },
  };
}

interface Waiting {
  readonly of: object;
  readonly timer: NodeJS.Timeout;
  readonly end: () => void;
}

/** @param all the one that was used longest ago first */
function superfluous(all: readonly Waiting[]): Waiting | undefined {
  const isOneOfSeveral = ({ of }: Waiting) => all.filter((other) => other.of === of).length > 1;
  return all.find(isOneOfSeveral) ?? all[0];
}
