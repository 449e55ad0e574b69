import { type ChildProcess, spawn } from "node:child_process";
import type { Socket } from "node:net";
import { frame, frameReader } from "./frames";
import { forwardLines } from "./output";

/** A process of the gate's own that runs one script, with a private channel to it. */
export interface Child {
  readonly pid: number | undefined;
  /** False as soon as it is being ended, or has ended. */
  readonly alive: boolean;
  /** Sends a message, with those of the same turn of the event loop; one to a process that has ended is lost. */
  send(head: object, body?: string | Uint8Array): void;
  /** Ends its process group at once. Resolves when it has ended. */
  kill(): Promise<void>;
}

export interface ChildOptions {
  /** Plain JavaScript. It finds the channel as file descriptor 3. */
  readonly script: string;
  /** Flags of Node. */
  readonly flags?: readonly string[];
  readonly args?: readonly string[];
  /** Its whole environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  /** An open file that it finds as file descriptor 4. */
  readonly file?: number;
  /** Bytes of a message's body that it may send. */
  readonly limit: number;
  readonly receive: (head: unknown, body: Buffer) => void;
  /** A line that it printed. */
  readonly log: (line: string) => void;
  /** Called once, after its last message, with how it ended: `exited with code 1`. */
  readonly ended: (why: string) => void;
}

/** Milliseconds for which output from just before its end is still read. */
const LAST_OUTPUT_MS = 200;

/** Children that run at the moment: they end with the gate, however that ends. */
const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) killGroup(child);
});

/**
 * Starts a process with the given environment only. It leads a process group, which ends with it. Processes that it
 * starts are in that group, unless they are started `detached`: those go on.
 */
export function startChild(options: ChildOptions): Child {
  const { args = [], environment, ended, file, flags = [], folder, limit, log, receive, script } = options;
  const child = spawn(process.execPath, [...flags, script, ...args], {
    cwd: folder,
    env: { ...environment },
    stdio: ["ignore", "pipe", "pipe", "pipe", ...(file === undefined ? [] : [file])],
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  running.add(child);
  child.unref();
  // There are no streams where the machine has no descriptors left.
  const streams = (child.stdio ?? []).filter((stream) => stream !== null) as Socket[];
  const [output, errors, channel] = streams;
  for (const stream of streams) stream.unref();
  for (const stream of [output, errors]) if (stream) forwardLines(stream, log);

  let waiting: Buffer[] = [];
  const flush = () => {
    const [first, ...others] = waiting;
    waiting = [];
    if (first && alive) channel?.write(others.length === 0 ? first : Buffer.concat([first, ...others]));
  };
  let alive = true;
  let why: string | undefined;
  let problem: string | undefined;
  let closed = channel === undefined;
  const kill = () => {
    alive = false;
    if (why === undefined) killGroup(child);
  };
  const end = () => {
    if (why === undefined || !closed) return;
    ended(problem ?? why);
    finish();
  };
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const exited = (how: string) => {
    if (why !== undefined) return;
    kill();
    why = how;
    running.delete(child);
    setTimeout(() => {
      for (const stream of streams) stream.destroy();
    }, LAST_OUTPUT_MS).unref();
    end();
  };
  const read = frameReader(limit, receive);
  channel?.on("data", (chunk) => {
    if (problem !== undefined) return;
    try {
      read(chunk);
    } catch (error) {
      problem = `sent what is no message: ${(error as Error).message}`;
      kill();
    }
  });
  channel?.on("error", () => {});
  channel?.on("close", () => {
    closed = true;
    kill();
    end();
  });
  child.on("error", (error) => exited(`could not be started: ${error.message}`));
  child.on("exit", (code, signal) => exited(`exited with ${signal ? `signal ${signal}` : `code ${code}`}`));
  return {
    pid: child.pid,
    get alive() {
      return alive;
    },
    send(head, body) {
      if (!alive) return;
      if (waiting.length === 0) setImmediate(flush);
      waiting.push(frame(head, body));
    },
    async kill() {
      // The caller waits for the end, and nothing else may keep the event loop alive until then.
      child.ref();
      for (const stream of streams) stream.ref();
      kill();
      await finished;
    },
  };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}
