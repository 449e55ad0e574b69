import { closeSync, constants, lstatSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { UsageError } from "./error";

/**
 * Refuses a file that is not below a folder, or that is reached by a symbolic link below it: a repository may bring links to
 * files elsewhere on the machine.
 *
 * @throws UsageError `TARGET_OUTSIDE`
 */
export function refuseOutside(folder: string, file: string): void {
  const path = relative(folder, file);
  if (!isBelow(folder, file))
    throw new UsageError("TARGET_OUTSIDE", `${file} is not written: it is outside of ${folder}.`);
  let here = resolve(folder);
  for (const part of path.split(sep)) {
    here = join(here, part);
    const found = lstatSync(here, { throwIfNoEntry: false });
    if (!found) return;
    if (found.isSymbolicLink())
      throw new UsageError(
        "TARGET_OUTSIDE",
        `${file} is not written: ${here} is a symbolic link, and may lead elsewhere; expected a file or folder.`,
      );
  }
}

/**
 * Writes a file, with the folders to it.
 *
 * @param folder that it must be below, without symbolic links on the way
 * @param isNew whether a file that is there is an error
 * @throws UsageError `TARGET_OUTSIDE`; what node:fs throws
 */
export function writeBelow(folder: string, file: string, text: string, isNew = false): void {
  refuseOutside(folder, file);
  mkdirSync(dirname(file), { recursive: true });
  const { O_CREAT, O_EXCL, O_NOFOLLOW = 0, O_TRUNC, O_WRONLY } = constants;
  const target = openSync(file, O_WRONLY | O_CREAT | O_NOFOLLOW | (isNew ? O_EXCL : O_TRUNC), 0o666);
  try {
    writeFileSync(target, text);
  } finally {
    closeSync(target);
  }
}

export function isBelow(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path !== "" && path !== ".." && !path.startsWith(`..${sep}`) && resolve(path) !== path;
}
