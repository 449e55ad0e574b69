import { existsSync, type FSWatcher, watch } from "node:fs";

/** Editors write a file in several steps; a change is taken up when none followed for this long. */
const SETTLE_MS = 40;

/**
 * Calls `changed` after anything below `paths` changed: one call at a time, and once more if something
 * changed meanwhile.
 *
 * @returns what stops it
 */
export function watchFor(paths: readonly string[], changed: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let again = false;

  const run = async () => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      await changed();
    } finally {
      running = false;
      if (again) {
        again = false;
        void run();
      }
    }
  };
  const noticed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), SETTLE_MS);
  };
  const watchers: FSWatcher[] = paths
    .filter((path) => existsSync(path))
    .map((path) => watch(path, { recursive: true }, noticed));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
