import { closeSync, openSync, readSync } from "node:fs";

const EVERY_MS = 100;
const PAGE = 4_096;

/**
 * Calls `exceeded` once when a process holds more memory than it may, buffers included: Node's own limits are about
 * its heap alone. Other systems than Linux do not report it, and nothing is watched there.
 *
 * @param limit bytes
 * @returns ends the watch
 */
export function watchMemory(pid: number | undefined, limit: number, exceeded: () => void): () => void {
  if (process.platform !== "linux" || pid === undefined) return () => {};
  let file: number;
  try {
    file = openSync(`/proc/${pid}/statm`, "r");
  } catch {
    return () => {};
  }
  const text = Buffer.alloc(128);
  const stop = () => {
    if (timer === undefined) return;
    clearInterval(timer);
    timer = undefined;
    closeSync(file);
  };
  let timer: NodeJS.Timeout | undefined = setInterval(() => {
    try {
      const [, resident] = text.toString("latin1", 0, readSync(file, text, 0, text.length, 0)).split(" ");
      if (Number(resident) * PAGE <= limit) return;
    } catch {
      return stop();
    }
    stop();
    exceeded();
  }, EVERY_MS).unref();
  return stop;
}
