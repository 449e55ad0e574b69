/** What a run must end and remove when a signal stops it: processes that it started, and its temporary folders. */
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** Milliseconds that processes have to end by themselves. */
const ENDS_WITHIN = 3_000;

const children = new Set<ChildProcess>();
const folders = new Set<string>();
let stopping = false;

/** Whether a signal came: nothing further is to be started. */
export function isStopping(): boolean {
  return stopping;
}

/**
 * Ends the child when a signal stops this process. Of a child that was spawned with `detached: true`, its whole process group.
 *
 * @returns the child
 */
export function endedWithUs<Child extends ChildProcess>(child: Child): Child {
  children.add(child);
  child.once("close", () => children.delete(child));
  if (stopping) signal(child, "SIGKILL");
  return child;
}

/** Gives a new folder to what needs one, and removes it after it, or when a signal comes. */
export async function withFolder<T>(prefix: string, use: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), `bench-${prefix}-`));
  folders.add(folder);
  try {
    return await use(folder);
  } finally {
    remove(folder);
  }
}

/** From now on, a signal ends and removes all of that, then this process. A second signal does not wait. */
export function stopOnSignals(): void {
  for (const name of SIGNALS)
    process.on(name, () => {
      const status = 128 + constants.signals[name];
      if (stopping) leave(status);
      stopping = true;
      const ended = [...children].map((child) => new Promise((resolve) => child.once("close", resolve)));
      for (const child of children) signal(child, "SIGTERM");
      void Promise.race([Promise.all(ended), after(ENDS_WITHIN)]).then(() => leave(status));
    });
}

function leave(status: number): never {
  for (const child of children) signal(child, "SIGKILL");
  for (const folder of folders) remove(folder);
  process.exit(status);
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  folders.delete(folder);
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // It leads no group, or has ended.
    child.kill(name);
  }
}
