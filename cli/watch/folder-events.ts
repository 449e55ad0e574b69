import { type FSWatcher, watch } from "node:fs";
import { stat } from "node:fs/promises";

/** Listens for events of folders, each by itself: of the entries in it, not of those below. */
export interface FolderEvents {
  /** Listens to exactly these from now on; a folder that was replaced is opened anew. */
  listen(folders: ReadonlySet<string>): Promise<void>;
  close(): void;
}

/** More would use up what Linux gives a user by default. */
const MAX_FOLDERS = 2_000;

/**
 * Events only make it faster: file systems lose them, and some have none.
 *
 * @param noticed something happened in one of the folders
 * @param failed the system gives no more events; called once
 */
export function makeFolderEvents(noticed: () => void, failed: (reason: string) => void): FolderEvents {
  const open = new Map<string, { readonly inode: string; readonly watcher: FSWatcher }>();
  let hasFailed = false;

  const drop = (folder: string) => {
    open.get(folder)?.watcher.close();
    open.delete(folder);
  };
  const add = (folder: string, inode: string) => {
    try {
      const watcher = watch(folder, { persistent: false }, noticed);
      watcher.on("error", () => drop(folder));
      open.set(folder, { inode, watcher });
      // What came between the last look and this moment had nobody to tell it.
      noticed();
    } catch (error) {
      const { code = "", message } = error as NodeJS.ErrnoException;
      // Gone again, or not for this user: looking finds what there is to find.
      if (["ENOENT", "ENOTDIR", "EACCES", "EPERM"].includes(code)) return;
      hasFailed = true;
      failed(code === "ENOSPC" ? "the system's limit of watched folders is reached (ENOSPC)" : message);
    }
  };

  return {
    async listen(folders) {
      if (hasFailed) return;
      const wanted = new Map<string, string>();
      for (const folder of [...folders].slice(0, MAX_FOLDERS)) {
        const inode = await inodeOf(folder);
        if (inode !== undefined) wanted.set(folder, inode);
      }
      for (const [folder, { inode }] of open) if (wanted.get(folder) !== inode) drop(folder);
      for (const [folder, inode] of wanted) if (!hasFailed && !open.has(folder)) add(folder, inode);
    },
    close() {
      for (const folder of [...open.keys()]) drop(folder);
    },
  };
}

async function inodeOf(folder: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(folder);
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}
