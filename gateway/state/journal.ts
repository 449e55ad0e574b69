import { readFileSync, renameSync, statSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";
import { GateError } from "../error";

/**
 * Named values that survive the end of the process at any moment. They are in memory; each change is appended to a file
 * before it counts as made.
 *
 * The file has one line of JSON for each write: a list of `[section, key, value]`, where `null` removes the value. A write
 * takes all changes that wait (group commit), and the next one begins after it is on disk, so only the last line
 * can be incomplete: it was never acknowledged, and is dropped.
 */
export interface Journal {
  /** The values under one heading. A section that is asked for twice is the same. */
  section<Value extends Entry>(name: string): Section<Value>;
  /** Waits for the changes under way. */
  close(): Promise<void>;
}

/** What a section keeps: JSON that is replaced and never changed. */
export interface Entry {
  /** Milliseconds since 1970, from when on the value counts as absent. */
  readonly expiresAt?: number;
}

export interface Section<Value extends Entry> {
  get(key: string): Value | undefined;
  /** In the order in which the keys were first set. */
  entries(): IterableIterator<readonly [key: string, value: Value]>;
  /**
   * Sets a value, or removes it where it is `undefined`. Readers see it at once. Changes made without `await` between them
   * are kept or lost together.
   *
   * @returns resolves when it is on disk, and rejects where it cannot be written
   */
  set(key: string, value: Value | undefined): Promise<void>;
}

export interface JournalOptions {
  readonly now: () => Date;
  /** Bytes by which the file may grow before it is written anew. @default 64 MiB, or four times its size if that is more */
  readonly growth?: number;
}

type Change = readonly [section: string, key: string, value: Entry | null];
type Values = Map<string, Map<string, Entry>>;

interface Waiting {
  readonly text: string;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Opens a journal, and writes it anew without what was replaced, removed or expired.
 *
 * @param file for its owner only; made where it is missing
 * @throws {GateError} `STATE_BROKEN`, where a line before the last is not what a journal writes
 */
export async function openJournal(file: string, { growth, now }: JournalOptions): Promise<Journal> {
  const values = readValues(file);
  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;
  let rewritten = await rewrite(file, values, now());
  let size = rewritten.size;
  let isBroken = false;

  const write = async (text: string): Promise<void> => {
    const limit = growth ?? Math.max(64 << 20, 4 * rewritten.size);
    if (isBroken || size - rewritten.size > limit) {
      // Memory has all changes, also those that a failed write left out.
      isBroken = true;
      const former = rewritten.handle;
      rewritten = await rewrite(file, values, now());
      size = rewritten.size;
      isBroken = false;
      await former.close().catch(() => {});
      return;
    }
    isBroken = true;
    await rewritten.handle.appendFile(text);
    await rewritten.handle.datasync();
    size += Buffer.byteLength(text);
    // Into a removed file the system goes on writing, and what is acknowledged would be lost.
    if (statSync(file).ino !== rewritten.inode) throw new Error(`the file ${file} was removed or replaced`);
    isBroken = false;
  };
  const writeAll = async (): Promise<void> => {
    // Takes the changes of this turn together.
    await undefined;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await write(`[${batch.map(({ text }) => text).join()}]\n`);
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    writing = undefined;
  };
  const commit = (change: Change): Promise<void> =>
    new Promise((resolve, reject) => {
      waiting.push({ text: JSON.stringify(change), resolve, reject });
      writing ??= writeAll();
    });

  return {
    section<Value extends Entry>(name: string): Section<Value> {
      const known = (values.get(name) ?? new Map()) as Map<string, Value>;
      values.set(name, known);
      return {
        get(key) {
          const value = known.get(key);
          return value !== undefined && isAlive(value, now()) ? value : undefined;
        },
        *entries() {
          const at = now();
          for (const entry of known) if (isAlive(entry[1], at)) yield entry;
        },
        set(key, value) {
          if (value === undefined) known.delete(key);
          else known.set(key, value);
          return commit([name, key, value ?? null]);
        },
      };
    },
    async close() {
      await writing;
      await rewritten.handle.close();
    },
  };
}

function isAlive({ expiresAt }: Entry, now: Date): boolean {
  return expiresAt === undefined || expiresAt > now.getTime();
}

function readValues(file: string): Values {
  const values: Values = new Map();
  const lines = textOf(file).split("\n");
  // Behind the last line break is nothing, or what was not written to its end.
  if (lines.at(-1) === "") lines.pop();
  for (const [i, line] of lines.entries()) {
    const changes = changesIn(line);
    if (changes === undefined && i < lines.length - 1)
      throw new GateError(
        "STATE_BROKEN",
        `The state file ${file} cannot be read, in line ${i + 1}: remove it, or start anew with --fresh.`,
      );
    for (const [section, key, value] of changes ?? []) {
      const entries = values.get(section) ?? new Map<string, Entry>();
      values.set(section, entries);
      if (value === null) entries.delete(key);
      else entries.set(key, value);
    }
  }
  return values;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw new GateError(
      "STATE_BROKEN",
      `The state file ${file} cannot be read: ${(error as Error).message}`,
      { cause: error },
    );
  }
}

function changesIn(line: string): readonly Change[] | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return Array.isArray(value) && value.every(isChange) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isChange(value: unknown): value is Change {
  return (
    Array.isArray(value) &&
    value.length === 3 &&
    typeof value[0] === "string" &&
    typeof value[1] === "string" &&
    typeof value[2] === "object"
  );
}

/** The file that replaces a journal when it is complete. */
export function rewrittenName(file: string): string {
  return `${file}.new`;
}

interface Rewritten {
  readonly handle: FileHandle;
  readonly inode: number;
  readonly size: number;
}

/** Puts a file with the living values in the journal's place. A crash leaves the former file. */
async function rewrite(file: string, values: Values, now: Date): Promise<Rewritten> {
  // All of it at one moment, so that changes that belong together stay together.
  const chunks = living(values, now);
  const handle = await open(rewrittenName(file), "w", 0o600);
  try {
    for (const chunk of chunks) await handle.appendFile(chunk);
    await handle.sync();
    renameSync(rewrittenName(file), file);
    await syncFolder(dirname(file));
    const { ino, size } = await handle.stat();
    return { handle, inode: ino, size };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Lines for all values that are not expired, in texts of about a megabyte. The others are removed. */
function living(values: Values, now: Date): string[] {
  const chunks: string[] = [];
  let lines = "";
  for (const [section, entries] of values) {
    for (const [key, value] of entries) {
      if (!isAlive(value, now)) entries.delete(key);
      else lines += `${JSON.stringify([[section, key, value]])}\n`;
      if (lines.length < 1 << 20) continue;
      chunks.push(lines);
      lines = "";
    }
  }
  return [...chunks, lines];
}

/** Makes the new name last. Windows opens no folders. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
