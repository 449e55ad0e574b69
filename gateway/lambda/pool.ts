import type { WarmWorkers } from "./warm";
import type { FunctionWorker, Invocation, InvokeResult } from "./worker";

export interface Pool {
  invoke(invocation: Invocation): Promise<InvokeResult>;
  /** Ends idle workers at once, and busy ones after their event or, with `now`, at once. */
  retire(options?: { readonly now: boolean }): Promise<void>;
}

export interface PoolOptions {
  readonly start: () => FunctionWorker;
  /** Events at the same time; more of them wait. */
  readonly size: number;
  readonly warm: WarmWorkers;
}

/** The workers of one function. They are started when events arrive, up to the pool's size. */
export function makePool({ size, start, warm }: PoolOptions): Pool {
  const idle = new Set<FunctionWorker>();
  const busy = new Set<FunctionWorker>();
  const waiting: (() => void)[] = [];
  let retired = false;

  const takeIdle = (): FunctionWorker | undefined => {
    for (const worker of idle) {
      idle.delete(worker);
      warm.release(worker);
      if (worker.alive) return worker;
    }
    return undefined;
  };

  const giveBack = (worker: FunctionWorker) => {
    busy.delete(worker);
    if (retired) void worker.stop();
    else if (worker.alive) {
      idle.add(worker);
      warm.keep(worker, () => {
        idle.delete(worker);
        void worker.stop();
      });
    }
    waiting.shift()?.();
  };

  return {
    async invoke(invocation) {
      for (;;) {
        while (busy.size >= size) await new Promise<void>((resolve) => waiting.push(resolve));
        let worker: FunctionWorker;
        try {
          worker = takeIdle() ?? start();
        } catch (error) {
          waiting.shift()?.();
          return notStarted(error);
        }
        busy.add(worker);
        try {
          const result = await worker.invoke(invocation);
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
