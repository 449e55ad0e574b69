import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { format } from "node:util";
import type { InvokeResult, StartWorker } from "../../gateway/lambda/worker";

/**
 * Runs a function in the process of the tests: a process of its own takes 80 ms of processor time. For gates whose tests
 * look at what a handler gets and returns, and not at its process. `worker.test.ts` holds it against a process.
 *
 * The handler has a `process` with its environment, a `console`, timers that end with it, and modules of Node.
 */
export const startHere: StartWorker = ({ context, environment, folder, handler, log }) => {
  const pending = new Set<(result: InvokeResult) => void>();
  const timers = new Set<NodeJS.Timeout>();
  let alive = true;
  const stop = (errorMessage: string) => {
    alive = false;
    for (const timer of timers) clearTimeout(timer);
    rmSync(folder, { recursive: true, force: true });
    for (const settle of pending) settle({ kind: "error", errorType: "Runtime.ExitError", errorMessage });
  };
  const print = (...values: unknown[]) => {
    for (const line of format(...values).split("\n")) log(line);
  };
  const later = (run: () => void, milliseconds: number) => {
    const timer = setTimeout(run, milliseconds);
    timers.add(timer);
    return timer;
  };
  const exit = (code: number) => {
    stop(`Runtime exited with code ${code}`);
    return new Promise(() => {});
  };
  const load = () => {
    const [file = "", name = ""] = handler.split(".");
    const module: { exports: Readonly<Record<string, unknown>> } = { exports: {} };
    const parameters = {
      module,
      exports: module.exports,
      require,
      process: { env: environment, exit },
      console: { log: print, error: print },
      setTimeout: later,
    };
    const source = readFileSync(join(folder, `${file}.js`), "utf8");
    new Function(...Object.keys(parameters), source)(...Object.values(parameters));
    return module.exports[name] as (event: unknown, context: unknown) => unknown;
  };
  let loaded: ReturnType<typeof load> | undefined;
  const answer = async (event: string, functionArn: string, awsRequestId: string): Promise<InvokeResult> => {
    // As with a process, other work comes between.
    await new Promise(setImmediate);
    try {
      loaded ??= load();
      const result = await loaded(JSON.parse(event), {
        ...context,
        awsRequestId,
        invokedFunctionArn: functionArn,
        callbackWaitsForEmptyEventLoop: true,
      });
      return { kind: "ok", payload: JSON.parse(JSON.stringify(result) ?? "null") };
    } catch (error) {
      const isError = error instanceof Error;
      if (!isError || error.message !== "Unauthorized") print(error);
      return {
        kind: "error",
        errorType: isError ? error.name : typeof error,
        errorMessage: isError ? error.message : `${error}`,
      };
    }
  };
  return {
    get alive() {
      return alive;
    },
    get events() {
      return pending.size;
    },
    invoke({ event, functionArn, timeoutMs }) {
      if (!alive) return Promise.resolve({ kind: "not-begun" });
      return new Promise((resolve) => {
        const settle = (result: InvokeResult) => {
          clearTimeout(timer);
          pending.delete(settle);
          resolve(result);
        };
        const timer = later(() => {
          settle({ kind: "timeout" });
          stop("");
        }, timeoutMs);
        pending.add(settle);
        void answer(event, functionArn, "request").then(settle);
      });
    },
    async stop() {
      stop("Runtime exited with signal SIGKILL");
    },
  };
};
