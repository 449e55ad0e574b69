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

/**
 * Shows on a terminal what is done and for how long, while it is done, and leaves nothing behind. On anything else than
 * a terminal, it writes nothing.
 *
 * @param what such as `Synthesizing`
 * @param work gets a function that says how far it is: `3 of 12`
 */
export async function withProgress<T>(
  what: string,
  work: (step: (done: string) => void) => Promise<T>,
  terminal: Terminal = process.stderr,
): Promise<T> {
  if (!terminal.isTTY) return work(() => {});
  const started = Date.now();
  let done = "";
  let isShown = false;
  const timer = setInterval(() => {
    const elapsed = Date.now() - started;
    if (elapsed < SHOWN_AFTER_MS) return;
    isShown = true;
    const text = `${what}${done === "" ? "" : `, ${done}`} … ${Math.floor(elapsed / 1_000)} s`;
    terminal.write(`${CLEAR}${printable(text)}`);
  }, EVERY_MS);
  timer.unref();
  try {
    return await work((text) => {
      done = text;
    });
  } finally {
    clearInterval(timer);
    if (isShown) terminal.write(CLEAR);
  }
}
