/** The process that started this one, such as npx or a test runner. Read when the command is loaded. */
const parent = process.ppid;

const EVERY_MS = 500;

/**
 * Resolves when the process that started this one has ended: a gate that npx or a test runner leaves behind would keep
 * its port and its state folder.
 *
 * @param isAlone whether it has ended, asked twice a second
 */
export function parentEnded(isAlone: () => boolean = hasEnded): Promise<void> {
  return new Promise((done) => {
    const timer = setInterval(() => {
      if (!isAlone()) return;
      clearInterval(timer);
      done();
    }, EVERY_MS);
    timer.unref();
  });
}

function hasEnded(): boolean {
  // Another process becomes the parent of an orphan, but not on Windows.
  if (process.ppid !== parent) return true;
  if (process.platform !== "win32") return false;
  try {
    process.kill(parent, 0);
    return false;
  } catch {
    return true;
  }
}
