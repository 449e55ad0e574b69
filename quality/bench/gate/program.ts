import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync, truncateSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { endedWithUs } from "../frame/stop";

/** A program that is measured, in a process of its own. */
export interface Program {
  readonly port: number;
  readonly pid: number;
  /** Why it has ended, with the end of what it wrote to stderr; undefined while it runs. */
  ended(): string | undefined;
  stop(): Promise<void>;
}

export interface Started extends Omit<Program, "port"> {
  /** @throws Error where it ends before it has written a line to stdout */
  firstLine(): Promise<string>;
}

export interface StartOptions {
  readonly cwd?: string;
  readonly environment: NodeJS.ProcessEnv;
  /** A folder for what it writes to stderr. */
  readonly folder: string;
}

/** Milliseconds for its end, before it is killed. */
const ENDS_WITHIN = 5_000;
/** Bytes of stderr in a message. */
const LAST = 4_096;
/** Bytes of stderr, after which the file is emptied: a log has a line for each call. */
const LONGEST = 1 << 20;

const running = new Set<Started>();
const logs = new Set<string>();
let number = 0;

/** Starts a program with its own process group. Its stdin closes with this process, however that ends. */
export function start(
  command: string,
  args: readonly string[],
  { cwd, environment, folder }: StartOptions,
): Started {
  const log = join(folder, `stderr-${number++}`);
  const errors = openSync(log, "a");
  const child = endedWithUs(
    spawn(command, args, {
      cwd,
      env: environment,
      stdio: ["pipe", "pipe", errors],
      detached: process.platform !== "win32",
    }),
  );
  closeSync(errors);
  logs.add(log);
  let why: string | undefined;
  const exited = new Promise<void>((resolve) => {
    const over = (how: string) => {
      why ??= `${how}\n${readFileSync(log, "utf8").slice(-LAST)}`.trim();
      running.delete(one);
      resolve();
    };
    child.once("error", (error) => over(`it cannot be started: ${error.message}`));
    child.once("exit", (status, signal) => over(`it ended with ${signal ?? `status ${status}`}`));
  });
  const first = new Promise<string>((resolve) => {
    let text = "";
    const read = (chunk: Buffer) => {
      text += chunk.toString("utf8");
      if (!text.includes("\n")) return;
      child.stdout?.off("data", read).resume();
      resolve(text.split("\n")[0] ?? "");
    };
    child.stdout?.on("data", read);
  });
  child.stdin?.on("error", () => {});
  const kill = (signal: NodeJS.Signals) => {
    try {
      if (process.platform === "win32" || child.pid === undefined) child.kill(signal);
      else process.kill(-child.pid, signal);
    } catch {
      // It has ended.
    }
  };
  const one: Started = {
    pid: child.pid ?? 0,
    ended: () => why,
    async firstLine() {
      const line = await Promise.race([first, exited]);
      if (line === undefined) throw new Error(why);
      return line;
    },
    async stop() {
      if (why !== undefined) return;
      kill("SIGTERM");
      const killed = setTimeout(() => kill("SIGKILL"), ENDS_WITHIN);
      await exited;
      clearTimeout(killed);
    },
  };
  running.add(one);
  return one;
}

/** Stops all programs that run. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((one) => one.stop()));
}

/** Empties what programs wrote to stderr where it is long. */
export function emptyLogs(): void {
  for (const log of logs) if (statSync(log).size > LONGEST) truncateSync(log);
}

/** A port that is free now. Another process may take it before a program does: see `withPorts`. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

/** Starts what cannot choose a port itself, and once more with other ports where one of them was taken meanwhile. */
export async function withPorts<T>(use: (port: number, second: number) => Promise<T>): Promise<T> {
  const once = async () => use(await freePort(), await freePort());
  try {
    return await once();
  } catch (error) {
    if (!/EADDRINUSE|address already in use/i.test((error as Error).message)) throw error;
    return once();
  }
}
