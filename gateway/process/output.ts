import type { Readable } from "node:stream";

export interface OutputLimits {
  /** Characters of a line; more of them are left out. */
  readonly line: number;
  /** Characters of all lines in a second; more of them are read and left out. */
  readonly logged: number;
  /** Characters in a second after which nothing more is read of it until the next: the writer waits. */
  readonly read: number;
}

const LIMITS: OutputLimits = { line: 8_000, logged: 1 << 20, read: 16 << 20 };

/**
 * Hands on what a process prints, line by line, and no more than the limits: it must neither fill the gate's
 * memory nor take all of its time.
 */
export function forwardLines(stream: Readable, log: (line: string) => void, limits = LIMITS): void {
  let rest = "";
  let cut = 0;
  let logged = 0;
  let read = 0;
  let left = 0;
  let timer: NodeJS.Timeout | undefined;

  const nextSecond = () => {
    timer = undefined;
    if (left > 0) log(`(${left} characters of output more than are logged in a second)`);
    logged = read = left = 0;
    stream.resume();
  };
  const emit = (line: string) => {
    if (logged >= limits.logged) left += line.length + cut;
    else log(`${line}${cut > 0 ? `… (${cut} characters more)` : ""}`);
    logged += line.length;
    cut = 0;
  };
  stream.setEncoding("utf8");
  stream.on("data", (text: string) => {
    timer ??= setTimeout(nextSecond, 1_000).unref();
    read += text.length;
    if (read > limits.read) stream.pause();
    const lines = text.split("\n");
    for (const [i, line] of lines.entries()) {
      const room = limits.line - rest.length;
      rest += line.slice(0, room);
      cut += Math.max(0, line.length - room);
      if (i === lines.length - 1) return;
      emit(rest.endsWith("\r") ? rest.slice(0, -1) : rest);
      rest = "";
    }
  });
  stream.on("end", () => {
    if (rest !== "") emit(rest);
    if (timer) nextSecond();
    clearTimeout(timer);
  });
  stream.on("error", () => {});
}
