import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UsageError } from "../error";
import { isBelow, writeBelow } from "../write-file";

/**
 * Writes files, or prints the first of them.
 *
 * @param out a folder, which is there or ends with a slash, or else a file; `undefined` is standard output
 * @returns the paths that were written
 * @throws UsageError `OUTPUT_BROKEN`, `TARGET_OUTSIDE` where a symbolic link is in the working directory or takes a file's place
 */
export function writeFiles(
  files: Readonly<Record<string, string>>,
  out: string | undefined,
): readonly string[] {
  const entries = Object.entries(files);
  if (out === undefined) {
    process.stdout.write(entries[0]?.[1] ?? "");
    return [];
  }
  const isFolder = /[\\/]$/.test(out) || statSync(out, { throwIfNoEntry: false })?.isDirectory() === true;
  const targets = isFolder
    ? entries.map(([name, text]) => [join(out, name), text] as const)
    : entries.slice(0, 1).map(([, text]) => [out, text] as const);
  for (const [path, text] of targets) write(path, text);
  return targets.map(([path]) => path);
}

function write(path: string, text: string): void {
  const [file, here] = [resolve(path), process.cwd()];
  try {
    writeBelow(isBelow(here, file) ? here : dirname(file), file, text);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError("OUTPUT_BROKEN", `${path} cannot be written: ${(error as Error).message}.`);
  }
}
