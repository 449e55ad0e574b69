import { dirname, sep } from "node:path";
import { makeFolderEvents } from "./folder-events";
import type { Followed } from "./followed";
import { changedPaths, type Snapshot, takeSnapshot, writtenSince } from "./snapshot";

/** The result of serving what is on disk. */
export interface Attempt {
  /** Whether it is served now. */
  readonly isServed: boolean;
  /** What to follow from now on. */
  readonly followed: Followed;
  /** Prints the result. Called after `behind` is updated, so that a call that follows is logged correctly. */
  report(): void;
}

/** What is served is older than what is on disk. */
export interface Behind {
  readonly since: Date;
  /** What was written since, absolute. */
  readonly paths: readonly string[];
  /** Whether the last attempt failed, or the first one still runs. */
  readonly because: "failed" | "running";
}

export interface WatchOptions {
  /** Serves what is on disk; never called again before it has ended. `signal`: its result is not needed, and it should end. */
  readonly attempt: (signal: AbortSignal) => Promise<Attempt>;
  /** What is served has been older than the disk for `STALE_MS`; once each time it falls behind. */
  readonly onStale: (behind: Behind) => void;
  /** Once: there are no events, so changes are found by looking. */
  readonly onNoEvents: (reason: string) => void;
  /** Once: files are written again during each attempt. */
  readonly onRestless: (paths: readonly string[]) => void;
}

export interface Watch {
  /** Undefined while what is on disk is served. */
  behind(): Behind | undefined;
  close(): void;
}

/** Editors write a file in several steps; a change is read when no event followed for this long. */
const SETTLE_MS = 40;
/** Events without a pause, such as those of a busy parent folder, delay reading no longer than this. */
const SETTLE_MOST_MS = 400;
/** Milliseconds between looks without an event, and the share of time (1 in 20) that looking may take. */
const LOOK_MS = 1_000;
const LOOK_SHARE = 20;
/** On a busy machine a look takes seconds; a change without an event is still found within this time. */
const LOOK_MOST_MS = 5_000;
export const STALE_MS = 2_000;
/** A longer attempt is stopped when a file is saved: it may never end. */
const PATIENCE_MS = 10_000;
/** After so many attempts in a row with files written during them, each further attempt waits. */
const RESTLESS = { attempts: 20, waitMs: 5_000 };

/**
 * Follows files by comparing the disk with its state when it was last served. Events of the system only say when to look;
 * without events, it looks once a second. So it does not matter how a file is saved: in place, by rename, removed and
 * created again, or with its folder.
 *
 * @param first what is served already, and when reading it began, in ms
 */
export function watchFor(
  first: { readonly followed: Followed; readonly startedAt: number },
  { attempt, onNoEvents, onRestless, onStale }: WatchOptions,
): Watch {
  let { followed } = first;
  let known: Snapshot | undefined;
  let behind: Behind | undefined;
  let isClosed = false;
  let running: AbortController | undefined;
  let isLooking = false;
  let isAskedAgain = false;
  let settle: NodeJS.Timeout | undefined;
  /** When the first event came since the last look, in ms. */
  let unsettledSince: number | undefined;
  let next: NodeJS.Timeout | undefined;
  let stale: NodeJS.Timeout | undefined;

  const events = makeFolderEvents(() => {
    clearTimeout(settle);
    unsettledSince ??= Date.now();
    const left = unsettledSince + SETTLE_MOST_MS - Date.now();
    settle = setTimeout(() => void look(), Math.max(0, Math.min(SETTLE_MS, left)));
  }, onNoEvents);

  const look = async () => {
    unsettledSince = undefined;
    if (isLooking) {
      isAskedAgain = true;
      return;
    }
    isLooking = true;
    clearTimeout(next);
    const started = performance.now();
    let spent = 0;
    try {
      do {
        isAskedAgain = false;
        const changed = await changedOnDisk();
        spent = performance.now() - started;
        if (changed.length > 0 && !isClosed) await takeUp(changed);
      } while (isAskedAgain && !isClosed);
    } finally {
      isLooking = false;
      const pause = Math.min(Math.max(LOOK_MS, spent * LOOK_SHARE), LOOK_MOST_MS);
      if (!isClosed) next = setTimeout(() => void look(), pause);
    }
  };

  const changedOnDisk = async (): Promise<string[]> => {
    const disk = await takeSnapshot(followed, known ?? new Map());
    const changed = known
      ? changedPaths(known, disk)
      : writtenSince(new Map(), disk, { startedAt: first.startedAt, trees: new Set() });
    known = disk;
    await events.listen(foldersOf(followed, disk));
    return changed;
  };

  /** Repeats an attempt while files are written during it: the attempt may have read the older content. */
  const takeUp = async (changed: readonly string[]) => {
    fallBehind(changed);
    let paths = changed;
    let wasOnlyTouched = false;
    for (let count = 1; paths.length > 0 && !isClosed; count++) {
      if (count === RESTLESS.attempts) onRestless(paths);
      if (count > RESTLESS.attempts) await new Promise((done) => setTimeout(done, RESTLESS.waitMs).unref());
      const startedAt = Date.now();
      const before: Snapshot = await takeSnapshot(followed, known ?? new Map());
      const done = await withPatience(before);
      followed = done.followed;
      if (done.isServed) catchUp();
      else behind = behind && { ...behind, because: "failed" };
      done.report();
      const after = await takeSnapshot(followed, before);
      known = after;
      await events.listen(foldersOf(followed, after));
      paths = writtenSince(before, after, { startedAt, trees: followed.trees });
      // Written with the same content: some apps write their own files each time.
      const isOnlyTouched = paths.every((path) => before.get(path)?.content === after.get(path)?.content);
      if (isOnlyTouched && wasOnlyTouched) paths = [];
      wasOnlyTouched = isOnlyTouched;
      // Files written during the attempt are not served yet.
      if (paths.length > 0) fallBehind(paths);
    }
  };

  const withPatience = async (before: Snapshot): Promise<Attempt> => {
    running = new AbortController();
    const { signal } = running;
    const started = performance.now();
    const watching = setInterval(async () => {
      if (performance.now() - started < PATIENCE_MS) return;
      if (changedPaths(before, await takeSnapshot(followed, before)).length > 0) running?.abort();
    }, LOOK_MS);
    try {
      return await attempt(signal);
    } finally {
      clearInterval(watching);
      running = undefined;
    }
  };

  const fallBehind = (paths: readonly string[]) => {
    behind = {
      since: behind?.since ?? new Date(),
      paths: [...new Set([...(behind?.paths ?? []), ...paths])],
      because: behind?.because ?? "running",
    };
    stale ??= setTimeout(() => behind && onStale(behind), STALE_MS);
  };
  const catchUp = () => {
    behind = undefined;
    clearTimeout(stale);
    stale = undefined;
  };

  void look();
  return {
    behind: () => behind,
    close() {
      isClosed = true;
      running?.abort();
      for (const timer of [settle, next, stale]) clearTimeout(timer);
      events.close();
    },
  };
}

/** The folders in which a change would alter the next snapshot. */
function foldersOf({ folders, trees }: Followed, disk: Snapshot): ReadonlySet<string> {
  const holders = [...disk.keys()].map((path) => dirname(path.endsWith(sep) ? path.slice(0, -1) : path));
  // Also the parents: replacing a folder is an event of its parent.
  return new Set([...folders, ...trees, ...holders, ...[...trees].map(dirname)]);
}
