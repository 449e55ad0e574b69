import { join } from "node:path";
import type { Readable } from "node:stream";
import { Worker } from "node:worker_threads";

export type InvokeResult =
  /** What the handler returned, as the JSON that Lambda makes of it. */
  | { readonly kind: "ok"; readonly payload: unknown }
  | { readonly kind: "error"; readonly errorType: string; readonly errorMessage: string }
  | { readonly kind: "timeout" };

export interface WorkerOptions {
  readonly folder: string;
  /** `index.handler` */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  /** A line that the handler printed. */
  readonly log: (line: string) => void;
}

export interface Invocation {
  /** JSON */
  readonly event: string;
  readonly timeoutMs: number;
  /** The plain fields of Lambda's context object. */
  readonly context: Readonly<Record<string, unknown>>;
}

/** One copy of a function: a thread of its own, with its own environment, for one event at a time. */
export interface FunctionWorker {
  /** False once the thread has ended; such a worker is not used again. */
  readonly alive: boolean;
  invoke(invocation: Invocation): Promise<InvokeResult>;
  stop(): Promise<void>;
}

type Reply =
  | { readonly payload: string }
  | { readonly error: { readonly errorType: string; readonly errorMessage: string } };

export function startWorker({ folder, handler, environment, memoryMb, log }: WorkerOptions): FunctionWorker {
  const thread = new Worker(join(__dirname, "bootstrap.js"), {
    workerData: { folder, handler },
    env: { ...environment },
    argv: [],
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: Math.min(memoryMb, 256), maxYoungGenerationSizeMb: 8 },
  });
  thread.unref();
  forwardLines(thread.stdout, log);
  forwardLines(thread.stderr, log);
  let alive = true;
  let settle: ((result: InvokeResult) => void) | undefined;
  const fail = (errorType: string, errorMessage: string) => {
    alive = false;
    settle?.({ kind: "error", errorType, errorMessage });
  };
  thread.on("message", (reply: Reply) =>
    settle?.(
      "error" in reply
        ? { kind: "error", ...reply.error }
        : { kind: "ok", payload: JSON.parse(reply.payload) },
    ),
  );
  thread.on("error", (error) => fail("Runtime.ExitError", error.message));
  thread.on("exit", (code) => fail("Runtime.ExitError", `Runtime exited with code ${code}`));
  return {
    get alive() {
      return alive;
    },
    async invoke({ event, timeoutMs, context }) {
      let timer: NodeJS.Timeout | undefined;
      const result = await new Promise<InvokeResult>((resolve) => {
        settle = resolve;
        if (!alive) return fail("Runtime.ExitError", "The runtime has ended");
        timer = setTimeout(() => resolve({ kind: "timeout" }), timeoutMs);
        thread.postMessage({ event, context: { timeoutMs, fields: context } });
      });
      clearTimeout(timer);
      settle = undefined;
      if (result.kind === "timeout") {
        alive = false;
        await thread.terminate();
      }
      return result;
    },
    async stop() {
      alive = false;
      await thread.terminate();
    },
  };
}

function forwardLines(stream: Readable, log: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) log(line);
  });
  stream.on("end", () => rest && log(rest));
}
