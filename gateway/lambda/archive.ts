import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { unzipSync } from "fflate";
import { GateError } from "../error";

/** Bytes; Lambda's own limit. */
const MAX_UNPACKED = 250 * 1024 * 1024;

export interface ArchiveSource {
  /** How the Terraform names the archive; for messages. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** SHA-256 of an archive as hex, to tell whether it changed. */
export function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The files of an archive, by their paths in it. */
export type Files = readonly (readonly [path: string, content: Uint8Array])[];

/**
 * Reads the files of an archive.
 *
 * @throws {GateError} `ARCHIVE_UNREADABLE`; `ARCHIVE_ESCAPES` when one would be written elsewhere.
 */
export function readFiles(archive: ArchiveSource): Files {
  const { name } = archive;
  const files = Object.entries(readZip(archive)).filter(([path]) => !path.endsWith("/"));
  if (files.length === 0)
    throw new GateError("ARCHIVE_UNREADABLE", `The archive ${name} has no files in it.`);
  for (const [path] of files)
    if (!staysInside(path))
      throw new GateError(
        "ARCHIVE_ESCAPES",
        `The archive ${name} has the entry ${JSON.stringify(path)}, which lies outside of its folder.`,
      );
  return files;
}

/**
 * Writes files into a new folder below `parent`, readable by its owner only. Each process of a function gets its own
 * folder, so that a process cannot change the code of the next one.
 */
export function writeFiles(files: Files, parent: string): string {
  const folder = join(parent, randomBytes(16).toString("hex"));
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  // It fails where the folder exists: another user would have made it.
  mkdirSync(folder, { mode: 0o700 });
  try {
    for (const [path, content] of files) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(file, content, { mode: 0o600, flag: "wx" });
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return folder;
}

/** A text file of an archive; `undefined` where the archive has no such entry. */
export function readEntry({ name, bytes }: ArchiveSource, entry: string): string | undefined {
  const entries = readZip({ name, bytes }, (path) => path === entry);
  const content = Object.hasOwn(entries, entry) ? entries[entry] : undefined;
  return content && Buffer.from(content).toString("utf8");
}

function readZip(
  { name, bytes }: ArchiveSource,
  filter: (path: string) => boolean = () => true,
): Record<string, Uint8Array> {
  try {
    let size = 0;
    return unzipSync(bytes, {
      filter: (file) => {
        size += file.originalSize;
        // The parser keeps entries in an object, whose prototype this name would set.
        if (file.name === "__proto__") throw new Error("it has an entry __proto__");
        if (size > MAX_UNPACKED) throw new Error("it is too large");
        return filter(file.name);
      },
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new GateError(
      "ARCHIVE_UNREADABLE",
      `The archive ${name} is not a zip file that can be read: ${why}.`,
      {
        cause,
      },
    );
  }
}

function staysInside(path: string): boolean {
  const normal = posix.normalize(path);
  return (
    !/[\\:\0]/.test(path) && !posix.isAbsolute(path) && normal !== "." && !normal.split("/").includes("..")
  );
}
