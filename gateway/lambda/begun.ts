import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";

/**
 * The file by which the gate and a function's process agree, without a message, which events have begun: the process writes
 * the id of each before it runs the handler, and the gate writes up to which batch it takes back those that have not begun.
 * Each side writes first and reads then, so that no event is both taken back and begun unseen.
 */
export interface BegunFile {
  readonly descriptor: number;
  /** The id of the event that was begun last. */
  last(): string | undefined;
  /** Takes back events of a batch, and of those before it, that have not begun. */
  takeBack(batch: number): void;
  close(): void;
}

const NAME = ".begun";
/** Characters of an id. */
const LENGTH = 36;
/** Where the batch stands, as a number of 32 bits. bootstrap.js reads it there. */
const BATCH_AT = 64;

/** @param folder of the process; the file is removed with it */
export function openBegunFile(folder: string): BegunFile {
  const descriptor = openSync(join(folder, NAME), "w+", 0o600);
  let isOpen = true;
  return {
    descriptor,
    last() {
      if (!isOpen) return undefined;
      const bytes = Buffer.alloc(LENGTH);
      return bytes.toString("latin1", 0, readSync(descriptor, bytes, 0, LENGTH, 0));
    },
    takeBack(batch) {
      if (!isOpen) return;
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32LE(batch);
      writeSync(descriptor, bytes, 0, bytes.length, BATCH_AT);
    },
    close() {
      if (isOpen) closeSync(descriptor);
      isOpen = false;
    },
  };
}
