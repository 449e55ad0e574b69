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

/** The event never reached the handler: an earlier event, or code left behind by one, keeps the process busy. */
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
  /** The fields of Lambda's context object that are the same for all events. */
  readonly context: Readonly<Record<string, unknown>>;
  /** Gets the time of each event that was answered, in milliseconds, as its process has measured it. */
  readonly took: (milliseconds: number) => void;
  /** A line that the handler printed. */
  readonly log: (line: string) => void;
}

export interface Invocation {
  /** JSON */
  readonly event: string;
  readonly timeoutMs: number;
  /** As it was invoked, with an alias or version. */
  readonly functionArn: string;
}

/**
 * One copy of a function: a process with its own environment. It runs one event at a time; more of them may be sent ahead,
 * and are run in their order.
 */
export interface FunctionWorker {
  /** False once the process ends; such a worker is not used again. */
  readonly alive: boolean;
  /** Events that it runs or that wait in it. */
  readonly events: number;
  invoke(invocation: Invocation): Promise<InvokeResult | NotBegun>;
  stop(): Promise<void>;
}

/** Bytes of a reply. */
const LONGEST_REPLY = 6 * 1_048_576;
/** A process that answered before takes up its next event within this; in milliseconds. */
const BEGIN_MS = 1_000;
/** How often times are looked at while there are events, in milliseconds: a timer for each would cost each event. */
const LOOK_MS = 10;
/** Looks at the same event, after which those that wait behind it are taken back, and go to other processes: on a busy machine a process waits long for its turn. */
const STALLED = 10;
/** Answers to earlier events that one process may send between two of its own. */
const MANY = 100;
/** Megabytes of Node itself, which Lambda does not count in this way. */
const RUNTIME_MB = 64;

interface Sent {
  readonly id: string;
  readonly timeoutMs: number;
  /** Of an event that was sent ahead: by this number it may be taken back. */
  readonly batch: number | undefined;
  readonly settle: (result: InvokeResult | NotBegun) => void;
}

export type StartWorker = (options: WorkerOptions) => FunctionWorker;

/** Starts a process of its own. */
export const startWorker: StartWorker = (options) => {
  const { context, environment, folder, handler, log, memoryMb, took } = options;
  /** The first one is being run. */
  const events: Sent[] = [];
  let since = 0;
  let batch = 1;
  let used = false;
  let strays = 0;
  let tooLarge: string | undefined;
  let looking: NodeJS.Timeout | undefined;
  let seen: { readonly event: Sent; times: number } | undefined;
  const begun = openBegunFile(folder);
  const next = () => {
    const [event] = events.splice(0, 1);
    since = performance.now();
    used = true;
    return event;
  };
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
      const [running] = events;
      if (running === undefined || message.id !== running.id) {
        // It answers an event that was answered before, or taken back.
        strays++;
        if (strays > MANY) throw new Error("too many answers to earlier events");
        return;
      }
      if (message.isTakenBack && !(running.batch !== undefined && running.batch < batch))
        throw new Error("an event that was not taken back");
      strays = 0;
      if (message.took !== undefined) took(message.took);
      const result = message.isTakenBack ? NOT_BEGUN : resultOf(message, body);
      next()?.settle(result);
    },
    ended(how) {
      stopWatching();
      clearInterval(looking);
      const last = begun.last();
      begun.close();
      rmSync(folder, { recursive: true, force: true });
      // Of an event that is not known to have begun: it is not run twice, but where the process never ran any, it fails.
      const begunAt = events.findIndex(({ id }) => id === last);
      const failed = used ? begunAt : Math.max(begunAt, 0);
      const errorMessage = `Runtime ${tooLarge ?? how}`;
      for (const [at, { settle }] of events.splice(0).entries())
        settle(at > failed ? NOT_BEGUN : { kind: "error", errorType: "Runtime.ExitError", errorMessage });
    },
  });
  const stopWatching = watchMemory(child.pid, (memoryMb + RUNTIME_MB) << 20, () => {
    tooLarge = `ended: it used more than its ${memoryMb} MB of memory`;
    void child.kill();
  });
  /** The first event stays: it has begun, or is the next to begin. */
  const takeBack = () => {
    begun.takeBack(batch);
    batch++;
    const last = begun.last();
    const begunAt = events.findIndex(({ id }) => id === last);
    for (const { settle } of events.splice(Math.max(begunAt, 0) + 1)) settle(NOT_BEGUN);
  };
  const look = () => {
    const [running] = events;
    if (running === undefined) {
      clearInterval(looking);
      looking = undefined;
      return;
    }
    if (seen?.event === running) seen.times++;
    else seen = { event: running, times: 1 };
    const after = performance.now() - since;
    if (after >= running.timeoutMs) {
      next()?.settle({ kind: "timeout" });
      void child.kill();
      // The process is ended first, so that it is certain whether the event had begun.
    } else if (used && after >= BEGIN_MS && begun.last() !== running.id) void child.kill();
    else if (seen.times >= STALLED && events.length > 1) takeBack();
  };
  child.send({ folder, handler, context });
  return {
    get alive() {
      return child.alive;
    },
    get events() {
      return events.length;
    },
    invoke({ event, functionArn, timeoutMs }) {
      if (!child.alive) return Promise.resolve(NOT_BEGUN);
      return new Promise((settle) => {
        const id = randomUUID();
        const isAhead = events.length > 0;
        if (!isAhead) since = performance.now();
        looking ??= setInterval(look, LOOK_MS);
        events.push({ id, timeoutMs, settle, batch: isAhead ? batch : undefined });
        const head = { id, requestId: randomUUID(), arn: functionArn, timeoutMs };
        child.send(isAhead ? { ...head, batch } : head, event);
      });
    },
    stop: () => child.kill(),
  };
};

const NOT_BEGUN: NotBegun = { kind: "not-begun" };

interface Message {
  readonly id: string | undefined;
  readonly error?: { readonly errorType: string; readonly errorMessage: string };
  /** The event was taken back, and is not begun. */
  readonly isTakenBack?: boolean;
  /** Milliseconds from the event's begin to its answer. */
  readonly took?: number;
}

/** @throws SyntaxError where the body is no JSON */
function resultOf({ error }: Message, body: Buffer): InvokeResult {
  return error ? { kind: "error", ...error } : { kind: "ok", payload: JSON.parse(textOf(body)) };
}

/** @throws Error where bootstrap.js does not send such a message: the process cannot be trusted then. */
function readMessage(head: unknown): Message {
  const { error, id, isTakenBack, took } = (head ?? {}) as Readonly<Record<string, unknown>>;
  if (error === undefined && typeof id === "string") {
    if (isTakenBack === true) return { id, isTakenBack };
    return typeof took === "number" && took >= 0 ? { id, took } : { id };
  }
  const { errorMessage, errorType } = (error ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof errorMessage !== "string" || typeof errorType !== "string")
    throw new Error("neither an answer nor an error");
  return {
    id: typeof id === "string" ? id : undefined,
    error: { errorType, errorMessage },
  };
}
