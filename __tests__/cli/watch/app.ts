import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { together } from "../../../cli/watch/followed";
import { type Attempt, type Behind, type Watch, type WatchOptions, watchFor } from "../../../cli/watch/watch";
import { makeRepository, type Place, wait } from "./saves";

/** A project of one file and what it imports, and a watcher that takes it up. */
export interface WatchedApp extends Place {
  /** What is served: the text of the file as it was read last. */
  served(): string;
  readonly watch: Watch;
  /** What was said. */
  readonly stale: Behind[];
  readonly restless: (readonly string[])[];
  /** What `behind` answered when an attempt said how it went. */
  readonly reported: (Behind | undefined)[];
  attempts(): number;
  close(): void;
}

/** @param takesMs how long taking up goes on after the files were read */
export function watchApp(takesMs: number, options: Partial<WatchOptions> = {}): WatchedApp {
  const root = mkdtempSync(join(tmpdir(), "gatehouse-watch-"));
  const file = join(root, "access", "routes.ts");
  const text = (number: number | "wrong") =>
    number === "wrong" ? "wrong\n" : `export const n = ${number};\n`;
  mkdirSync(dirname(file));
  writeFileSync(file, text(-1));
  makeRepository(root);
  let served = text(-1);
  let count = 0;
  const stale: Behind[] = [];
  const restless: (readonly string[])[] = [];
  const reported: (Behind | undefined)[] = [];
  const report = () => void reported.push(watch.behind());
  const set = (...paths: string[]) => new Set(paths);
  let followed = {
    files: set(file),
    folders: set(root, dirname(file)),
    trees: set(),
    ignored: set(),
  };

  const attempt = async (): Promise<Attempt> => {
    count++;
    try {
      const read = readFileSync(file, "utf8");
      const imported = /import "(.*)"/.exec(read)?.[1];
      const files = imported ? [file, join(dirname(file), imported)] : [file];
      followed = {
        ...followed,
        files: set(...files),
        folders: set(root, ...files.map(dirname)),
        trees: set(),
      };
      const all = files.map((path) => readFileSync(path, "utf8")).join("");
      await wait(takesMs);
      if (all.includes("wrong")) throw new Error("wrong");
      served = all;
      return { isServed: true, followed, report };
    } catch {
      const whole = together(followed, { ...followed, trees: set(root) });
      return { isServed: false, followed: whole, report };
    }
  };
  const watch: Watch = watchFor(
    { followed, startedAt: Date.now() },
    {
      attempt,
      onStale: (behind) => stale.push(behind),
      onRestless: (paths) => restless.push(paths),
      onNoEvents: () => {},
      ...options,
    },
  );
  return {
    root,
    file,
    text,
    served: () => served,
    watch,
    stale,
    restless,
    reported,
    attempts: () => count,
    close() {
      watch.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Milliseconds until it is so; undefined where it is not within `withinMs`. */
export async function timeUntil(isSo: () => boolean, withinMs = 10_000): Promise<number | undefined> {
  const started = performance.now();
  while (performance.now() - started < withinMs) {
    if (isSo()) return performance.now() - started;
    await wait(5);
  }
  return undefined;
}
