import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { startChild } from "../process/child";
import { textOf } from "../process/frames";
import { watchMemory } from "../process/memory";
import { openBegunFile } from "./begun";

export type InvokeResult =
  /** What the handler returned, as the JSON that Lambda makes of it. */
  | { readonly kind: "ok"; readonly payload: unknown }
  | { readonly kind: "error"; readonly errorType: string; readonly errorMessage: string }
  | { readonly kind: "timeout" };

/** The event never reached the handler: code left behind by an earlier event keeps the process busy. */
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

/** One copy of a function: a process with its own environment, for one event at a time. */
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
/** Answers to earlier events that one process may send. */
const MANY = 100;
/** Megabytes of Node itself, which Lambda does not count in this way. */
const RUNTIME_MB = 64;

interface Current {
  readonly id: string;
  readonly settle: (result: InvokeResult | NotBegun) => void;
}

export function startWorker({ folder, handler, environment, memoryMb, log }: WorkerOptions): FunctionWorker {
  let current: Current | undefined;
  let used = false;
  let strays = 0;
  let tooLarge: string | undefined;
  const begun = openBegunFile(folder);
  const child = startChild({
    script: join(__dirname, "bootstrap.js"),
    flags: [`--max-old-space-size=${memoryMb}`],
    environment,
    folder,
    file: begun.descriptor,
    limit: LONGEST_REPLY,
    log,
    receive(head, body) {
      const message = readMessage(head);
      if (current === undefined || message.id !== current.id) {
        // It answers an event that was answered before.
        strays++;
        if (strays > MANY) throw new Error("too many answers to earlier events");
        return;
      }
      if (message.error) current.settle({ kind: "error", ...message.error });
      else current.settle({ kind: "ok", payload: JSON.parse(textOf(body)) });
    },
    ended(how) {
      stopWatching();
      const isBegun = current !== undefined && begun.has(current.id);
      begun.close();
      rmSync(folder, { recursive: true, force: true });
      if (used && !isBegun) current?.settle({ kind: "not-begun" });
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
      let timeout: NodeJS.Timeout | undefined;
      let beginning: NodeJS.Timeout | undefined;
      const result = await new Promise<InvokeResult | NotBegun>((settle) => {
        const id = randomUUID();
        current = { id, settle };
        timeout = setTimeout(() => {
          settle({ kind: "timeout" });
          void child.kill();
        }, timeoutMs);
        // The process is ended first, so that it is certain whether the event had begun.
        if (used) beginning = setTimeout(() => begun.has(id) || void child.kill(), BEGIN_MS);
        child.send({ id, fields: context, timeoutMs }, event);
      });
      clearTimeout(timeout);
      clearTimeout(beginning);
      current = undefined;
      used = true;
      return result;
    },
    stop: () => child.kill(),
  };
}

interface Message {
  readonly id: string | undefined;
  readonly error?: { readonly errorType: string; readonly errorMessage: string };
}

/** @throws Error where bootstrap.js does not send such a message: the process cannot be trusted then. */
function readMessage(head: unknown): Message {
  const { error, id } = (head ?? {}) as Readonly<Record<string, unknown>>;
  if (error === undefined && typeof id === "string") return { id };
  const { errorMessage, errorType } = (error ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof errorMessage !== "string" || typeof errorType !== "string")
    throw new Error("neither an answer nor an error");
  return {
    id: typeof id === "string" ? id : undefined,
    error: { errorType, errorMessage },
  };
}
