import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { startChild } from "../process/child";
import { textOf } from "../process/frames";
import { watchMemory } from "../process/memory";

export type InvokeResult =
  /** What the handler returned, as the JSON that Lambda makes of it. */
  | { readonly kind: "ok"; readonly payload: unknown }
  | { readonly kind: "error"; readonly errorType: string; readonly errorMessage: string }
  | { readonly kind: "timeout" };

/** The event never reached the handler: code that an event before left behind does not let go of the process. */
export interface NotBegun {
  readonly kind: "not-begun";
}

export interface WorkerOptions {
  /** Its code. It is removed when the process ends. */
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

/** One copy of a function: a process of its own, with its own environment, for one event at a time. */
export interface FunctionWorker {
  /** False once the process ends; such a worker is not used again. */
  readonly alive: boolean;
  invoke(invocation: Invocation): Promise<InvokeResult | NotBegun>;
  stop(): Promise<void>;
}

/** Bytes of a reply. */
const LONGEST_REPLY = 6 * 1_048_576;
/** A process that answered before takes up its next event within this; in milliseconds. */
const BEGIN_MS = 1_000;
/** Late answers of one process; more are a flood. */
const MANY = 100;
/** Megabytes that Node itself takes, and Lambda does not count so. */
const RUNTIME_MB = 64;

interface Current {
  readonly id: string;
  begun: boolean;
  readonly settle: (result: InvokeResult | NotBegun) => void;
}

export function startWorker({ folder, handler, environment, memoryMb, log }: WorkerOptions): FunctionWorker {
  let current: Current | undefined;
  let used = false;
  let strays = 0;
  let tooLarge: string | undefined;
  const child = startChild({
    script: join(__dirname, "bootstrap.js"),
    flags: [`--max-old-space-size=${memoryMb}`],
    environment,
    folder,
    limit: LONGEST_REPLY,
    log,
    receive(head, body) {
      const message = readMessage(head);
      if (current === undefined || message.id !== current.id) {
        // Of an event that has its answer: nobody waits for it any more.
        strays++;
        if (strays > MANY) throw new Error("answers that nobody waits for");
        return;
      }
      if (message.began) current.begun = true;
      else if (message.error) current.settle({ kind: "error", ...message.error });
      else current.settle({ kind: "ok", payload: JSON.parse(textOf(body)) });
    },
    ended(how) {
      stopWatching();
      rmSync(folder, { recursive: true, force: true });
      if (current?.begun === false && used) current.settle({ kind: "not-begun" });
      current?.settle({
        kind: "error",
        errorType: "Runtime.ExitError",
        errorMessage: `Runtime ${tooLarge ?? how}`,
      });
    },
  });
  const stopWatching = watchMemory(child.pid, (memoryMb + RUNTIME_MB) << 20, () => {
    tooLarge = `ended: it used more than its ${memoryMb} MB of memory`;
    void child.kill();
  });
  child.send({ folder, handler });
  return {
    get alive() {
      return child.alive;
    },
    async invoke({ event, timeoutMs, context }) {
      if (!child.alive) return { kind: "not-begun" };
      const timers: NodeJS.Timeout[] = [];
      const result = await new Promise<InvokeResult | NotBegun>((settle) => {
        const mine: Current = { id: randomUUID(), begun: false, settle };
        current = mine;
        timers.push(
          setTimeout(() => {
            settle({ kind: "timeout" });
            void child.kill();
          }, timeoutMs),
        );
        // Ended first: whether it had begun is then certain.
        if (used) timers.push(setTimeout(() => mine.begun || void child.kill(), BEGIN_MS));
        child.send({ id: mine.id, fields: context, timeoutMs }, event);
      });
      for (const timer of timers) clearTimeout(timer);
      current = undefined;
      used = true;
      return result;
    },
    stop: () => child.kill(),
  };
}

interface Message {
  readonly id: string | undefined;
  readonly began: boolean;
  readonly error?: { readonly errorType: string; readonly errorMessage: string };
}

/** @throws Error if it is none that bootstrap.js sends: then the process is not to be trusted any more. */
function readMessage(head: unknown): Message {
  const { began, error, id } = (head ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof began === "string") return { id: began, began: true };
  if (error === undefined && typeof id === "string") return { id, began: false };
  const { errorMessage, errorType } = (error ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof errorMessage !== "string" || typeof errorType !== "string")
    throw new Error("neither an answer nor an error");
  return {
    id: typeof id === "string" ? id : undefined,
    began: false,
    error: { errorType, errorMessage },
  };
}
