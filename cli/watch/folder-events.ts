import { type FSWatcher, watch } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";

/** Listens for events of folders, not of the folders below them. */
export interface FolderEvents {
  /** Listens to exactly these folders; a folder that was replaced is opened again. */
  listen(folders: ReadonlySet<string>): Promise<void>;
  close(): void;
}

/** Linux allows a user 8,192 watches by default, on older kernels. */
const MAX_FOLDERS = 2_000;

/**
 * Events only make changes visible earlier: file systems lose events, and some have none.
 *
 * @param noticed called for an event in one of the folders
 * @param failed called once, when the system gives no more events
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
      const watcher = watch(folder, { persistent: false }, (event, name) => {
        // The folder's own removal has its own name. One that is created again may get the same inode.
        if (event === "rename" && name === basename(folder) && open.get(folder)?.watcher === watcher)
          drop(folder);
        noticed();
      });
      watcher.on("error", () => drop(folder));
      open.set(folder, { inode, watcher });
      // A change between the last look and this moment caused no event.
      noticed();
    } catch (error) {
      const { code = "", message } = error as NodeJS.ErrnoException;
      // Removed, or not readable by this user: the next look finds changes.
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
