import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "../error";

/**
 * Writes files, or prints the first of them.
 *
 * @param out a folder, which is there or ends with a slash, or else a file; `undefined` is standard output
 * @returns the paths that were written
 * @throws UsageError `OUTPUT_BROKEN`
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
  try {
    if (!existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError("OUTPUT_BROKEN", `${path} cannot be written: ${(error as Error).message}.`);
  }
}
