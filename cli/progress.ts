import { printable } from "./render/printable";

/** Work that ends sooner shows nothing. */
const SHOWN_AFTER_MS = 500;
const EVERY_MS = 200;

/** Back to the first column, and the rest of the line is deleted. */
const CLEAR = "\r\u001b[K";

interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

let draw: ((done: string) => void) | undefined;

/**
 * Says how far the work is that withProgress() shows, if it shows any: `12 files`. Work that lets no timer run, such as
 * reading many files, is shown by this alone.
 */
export function tick(done: string): void {
  draw?.(done);
}

/**
 * Shows on a terminal what is done and for how long, while it is done, and leaves nothing behind. On anything else than
 * a terminal, it writes nothing. One work is shown at a time.
 *
 * @param what such as `Synthesizing`
 */
export async function withProgress<T>(
  what: string,
  work: () => Promise<T>,
  terminal: Terminal = process.stderr,
): Promise<T> {
  if (!terminal.isTTY || draw) return work();
  const started = Date.now();
  let due = started + SHOWN_AFTER_MS;
  let said = "";
  draw = (done) => {
    said = done;
    const now = Date.now();
    if (now < due) return;
    due = now + EVERY_MS;
    const text = `${what}${said === "" ? "" : `, ${said}`} … ${Math.floor((now - started) / 1_000)} s`;
    terminal.write(`${CLEAR}${printable(text)}`);
  };
  const timer = setInterval(() => draw?.(said), EVERY_MS);
  timer.unref();
  try {
    return await work();
  } finally {
    draw = undefined;
    clearInterval(timer);
    if (due > started + SHOWN_AFTER_MS) terminal.write(CLEAR);
  }
}
