import { join, relative } from "node:path";

const DOCS = join(__dirname, "../docs");

/**
 * Where a page of docs/ is, for a message: below the working directory, such as
 * `node_modules/@gatehouse-dev/gatehouse/docs/devices.md`, or else its absolute path.
 */
export function page(name: string, here = process.cwd()): string {
  const file = join(DOCS, name);
  const path = relative(here, file);
  return path.startsWith("..") ? file : path;
}
