import type { Readable } from "node:stream";

export interface OutputLimits {
  /** Characters of a line; more of them are left out. */
  readonly line: number;
  /** What is logged in a second; more is read and left out. A line counts its characters and `perLine`. */
  readonly logged: number;
  /** What is read in a second, counted likewise; then nothing more until the next second: the writer waits. */
  readonly read: number;
  /** What a line counts besides its characters, for its prefix in the log and the time that an empty line takes. */
  readonly perLine: number;
}

/** At most 4,096 lines are logged in a second, and one piece of 64 KB that is all line ends is read. */
const LIMITS: OutputLimits = { line: 8_000, logged: 1 << 20, read: 16 << 20, perLine: 256 };

/**
 * Passes on what a process prints, line by line and within the limits, so that it neither fills the gate's memory nor
 * takes all of its time.
 */
export function forwardLines(stream: Readable, log: (line: string) => void, limits = LIMITS): void {
  let rest = "";
  let cut = 0;
  let logged = 0;
  let read = 0;
  let left = { lines: 0, characters: 0 };
  let timer: NodeJS.Timeout | undefined;

  const nextSecond = () => {
    timer = undefined;
    const { characters, lines } = left;
    if (lines > 0)
      log(`(${lines} lines more, of ${characters} characters, than are logged of the output of a second)`);
    logged = read = 0;
    left = { lines: 0, characters: 0 };
    stream.resume();
  };
  const emit = (line: string) => {
    if (logged >= limits.logged) {
      left.lines++;
      left.characters += line.length + cut;
    } else log(`${line}${cut > 0 ? `… (${cut} characters more)` : ""}`);
    logged += line.length + limits.perLine;
    cut = 0;
  };
  stream.setEncoding("utf8");
  stream.on("data", (text: string) => {
    timer ??= setTimeout(nextSecond, 1_000).unref();
    const lines = text.split("\n");
    read += text.length + (lines.length - 1) * limits.perLine;
    if (read > limits.read) stream.pause();
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
