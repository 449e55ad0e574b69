import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

/** What a file has, or why it is not read. */
export type FileContents = { readonly bytes: Buffer } | { readonly unreadable: string };

/**
 * Reads a regular file. A device or a pipe, which could have no end, is not read, nor more than `maxBytes`.
 *
 * @param maxBytes of a file that is larger, nothing is read
 */
export function readRegularFile(path: string, maxBytes: number): FileContents {
  let descriptor: number;
  try {
    // Without O_NONBLOCK, opening a pipe waits for its writer.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    return { unreadable: `it cannot be opened: ${(error as NodeJS.ErrnoException).code}` };
  }
  try {
    const { size } = fstatSync(descriptor);
    if (!fstatSync(descriptor).isFile()) return { unreadable: "it is no regular file" };
    if (size > maxBytes)
      return { unreadable: `it has ${megabytes(size)} MB; up to ${megabytes(maxBytes)} MB are read` };
    return { bytes: filled(descriptor, size) };
  } catch (error) {
    return { unreadable: `it cannot be read: ${(error as NodeJS.ErrnoException).code}` };
  } finally {
    closeSync(descriptor);
  }
}

/** The text of a file, without a byte order mark. */
export function readText(
  path: string,
  maxBytes: number,
): { readonly text: string } | { readonly unreadable: string } {
  const contents = readRegularFile(path, maxBytes);
  return "unreadable" in contents ? contents : textOf(contents.bytes);
}

/** UTF-8 as a text, without a byte order mark. */
export function textOf(bytes: Buffer): { readonly text: string } | { readonly unreadable: string } {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { unreadable: "it is not UTF-8" };
  }
}

/** As many bytes as the file had when it was opened, however it grows. */
function filled(descriptor: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  let read = 0;
  while (read < size) {
    const count = readSync(descriptor, bytes, read, size - read, read);
    if (count === 0) break;
    read += count;
  }
  return bytes.subarray(0, read);
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1e6);
}
