import { closeSync, openSync, readSync } from "node:fs";
import { join } from "node:path";

/** The file in which a function's process writes the id of the event that it begins. */
export interface BegunFile {
  readonly descriptor: number;
  /** Whether it has begun an event. */
  has(id: string): boolean;
  close(): void;
}

const NAME = ".begun";
/** Characters of an id. */
const LENGTH = 36;

/** @param folder of the process; the file is removed with it */
export function openBegunFile(folder: string): BegunFile {
  const descriptor = openSync(join(folder, NAME), "w+", 0o600);
  let isOpen = true;
  return {
    descriptor,
    has(id) {
      if (!isOpen) return false;
      const bytes = Buffer.alloc(LENGTH);
      return bytes.toString("latin1", 0, readSync(descriptor, bytes, 0, LENGTH, 0)) === id;
    },
    close() {
      if (isOpen) closeSync(descriptor);
      isOpen = false;
    },
  };
}
