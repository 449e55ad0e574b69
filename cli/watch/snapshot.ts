import { createHash } from "node:crypto";
import { type BigIntStats, fstatSync } from "node:fs";
import { lstat, readdir, readFile, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import type { Followed } from "./followed";

/** What is on disk at a moment, by path. A path that is followed and not there has the content `absent`. */
export type Snapshot = ReadonlyMap<string, Entry>;

interface Entry {
  /** Hash of a file's bytes; of a folder, where it is and which source files it has. */
  readonly content: string;
  /** Another one after each write and each replacement. */
  readonly identity: string;
  /** When it was written, renamed or replaced last, in ms; 0 where it is absent. */
  readonly newest: number;
  /** When it was read, in ms. */
  readonly readAt: number;
}

const SOURCE = /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs)$/;
/** Neither sources nor data: packages, caches, histories and what tools write beside the project. */
const NEVER = /^(\..*|node_modules|cdktf\.out|coverage|.*\.(log|tsbuildinfo|tfstate|swp)(\..*)?|.*~|4913)$/;
/** Bytes; of a larger file, size and times stand for its content. */
const MAX_HASHED = 16 * 1024 * 1024;
/** A file can be written again within the resolution of its times: up to 2 s, on FAT. */
const RACY_MS = 2_500;
const AT_ONCE = 64;

/**
 * Reads what is followed. The content of a file is read again only where its times, size or inode are not those of
 * `known`, or too young to rely on: as git's index does.
 *
 * @param outputs descriptors of what this process prints to. A file behind one of them is left out: otherwise each line
 *   about a change, as in `gatehouse start --json > gate.json`, would be a change itself.
 */
export async function takeSnapshot(
  followed: Followed,
  known: Snapshot,
  outputs: readonly number[] = [1, 2],
): Promise<Snapshot> {
  const own = filesBehind(outputs);
  const files = new Set(followed.files);
  for (const tree of followed.trees) await walk(tree, followed.ignored, files, new Set());
  const found = new Map<string, Entry>();
  await each(files, async (path) => {
    found.set(path, await fileEntry(path, known.get(path), own));
  });
  await each(followed.folders, async (path) => {
    found.set(path + sep, await folderEntry(path));
  });
  return found;
}

/** The paths whose content differs between two snapshots of the same. */
export function changedPaths(before: Snapshot, after: Snapshot): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path)?.content !== after.get(path)?.content);
}

/**
 * The paths that were written between `startedAt` and the second snapshot, so that a reader may have found them
 * otherwise than they are now.
 *
 * @param before taken earlier than `startedAt`, maybe of other paths
 * @param trees whose files are in `after` as long as they are there
 */
export function writtenSince(
  before: Snapshot,
  after: Snapshot,
  { startedAt, trees }: { readonly startedAt: number; readonly trees: ReadonlySet<string> },
): string[] {
  const written = [...after].filter(([path, entry]) => {
    const earlier = before.get(path);
    // File systems that keep whole seconds round down.
    const slack = entry.newest % 1_000 === 0 ? RACY_MS : 50;
    if (!earlier) return entry.newest >= startedAt - slack;
    // The content, too: a file can be replaced between the reading of its times and of its bytes.
    return earlier.identity !== entry.identity || earlier.content !== entry.content;
  });
  const removed = [...before.keys()].filter(
    (path) => !after.has(path) && [...trees].some((tree) => path.startsWith(tree + sep)),
  );
  return [...written.map(([path]) => path), ...removed];
}

async function fileEntry(path: string, known: Entry | undefined, own: ReadonlySet<string>): Promise<Entry> {
  const readAt = Date.now();
  try {
    const stats = await stat(path, { bigint: true });
    if (stats.isDirectory()) return { content: "folder", identity: "folder", newest: 0, readAt };
    if (own.has(inodeOf(stats))) return { content: "own", identity: "own", newest: 0, readAt };
    const identity = identityOf(stats);
    const newest = newestOf(stats);
    if (known?.identity === identity && newest < known.readAt - RACY_MS) return known;
    const content = stats.size > MAX_HASHED ? identity : hash(await readFile(path));
    return { content, identity, newest, readAt };
  } catch {
    return { content: "absent", identity: "absent", newest: 0, readAt };
  }
}

async function folderEntry(path: string): Promise<Entry> {
  const readAt = Date.now();
  try {
    const real = await realpath(path);
    const names = (await readdir(path)).filter((name) => SOURCE.test(name) && !NEVER.test(name)).sort();
    // A link that was bent, or a file that was moved here, has the time of that.
    const stats = await Promise.all(["", ...names].map((name) => lstat(join(path, name), { bigint: true })));
    const newest = Math.max(
      ...stats.slice(1).map(newestOf),
      stats[0]?.isSymbolicLink() ? newestOf(stats[0]) : 0,
    );
    const content = hash(JSON.stringify([real, ...names]));
    return { content, identity: content, newest, readAt };
  } catch {
    return { content: "absent", identity: "absent", newest: 0, readAt };
  }
}

/** Adds every file below a folder, through links too; a folder that was seen is not entered again. */
async function walk(
  folder: string,
  ignored: ReadonlySet<string>,
  files: Set<string>,
  seen: Set<string>,
): Promise<void> {
  try {
    const real = await realpath(folder);
    if (seen.has(real)) return;
    seen.add(real);
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (NEVER.test(entry.name) || ignored.has(path)) continue;
      const isFolder = entry.isSymbolicLink() ? await isDirectory(path) : entry.isDirectory();
      if (isFolder) await walk(path, ignored, files, seen);
      else if (entry.isFile() || entry.isSymbolicLink()) files.add(path);
    }
  } catch {
    // Gone meanwhile: its files are then absent.
  }
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function each(paths: ReadonlySet<string>, run: (path: string) => Promise<void>): Promise<void> {
  const all = [...paths];
  for (let at = 0; at < all.length; at += AT_ONCE) await Promise.all(all.slice(at, at + AT_ONCE).map(run));
}

/** The regular files that descriptors are open for. */
function filesBehind(descriptors: readonly number[]): ReadonlySet<string> {
  const stats = descriptors.flatMap((descriptor) => {
    try {
      return [fstatSync(descriptor, { bigint: true })];
    } catch {
      return []; // Closed, as in `2>&-`.
    }
  });
  return new Set(stats.filter((one) => one.isFile()).map(inodeOf));
}

function inodeOf({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`;
}

function identityOf({ ctimeNs, dev, ino, mtimeNs, size }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(":");
}

function newestOf({ ctimeMs, mtimeMs }: BigIntStats): number {
  return Number(ctimeMs > mtimeMs ? ctimeMs : mtimeMs);
}

function hash(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("base64");
}
