import { createHash, type Hash } from "node:crypto";
import { type Dirent, readdirSync, readlinkSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { readRegularFile } from "../regular-file";
import type { Tree } from "./tree";

/** Of all files together, and how many of them. */
const MAX_BYTES = 500_000_000;
const MAX_FILES = 20_000;

/** What git keeps, and what `terraform init` fetches but for modules. */
const KEPT_APART = /(^|\/)(\.git|\.terraform\/(?!modules($|\/)).*)$/;
/** In a file of a configuration or of values: a path may lead further up. */
const FURTHER_UP = /(^|[^.])\.\.([^.]|$)/m;
const CONFIGURATION = /\.(tf|tofu|tfvars|tofuvars)(\.json)?$/;

/**
 * A digest of all that a file which is not read may read: of two equal ones it makes the same. In a repository that is
 * the repository, otherwise the folders. Where it cannot be told, the digest is like that of no other folder.
 *
 * @param folders the root, and those that have files of the configuration
 */
export function reachOf(tree: Tree, folders: readonly [string, ...string[]]): string {
  const [root] = folders;
  const hash = createHash("sha256");
  const { whole } = tree;
  const isTold = digested(hash, whole === undefined ? folders : [whole], root, tree);
  if (!isTold) hash.update(resolve(root));
  return hash.digest("base64url");
}

/** Whether all that is in folders was taken into a digest. */
function digested(hash: Hash, folders: readonly string[], root: string, tree: Tree): boolean {
  let [bytes, files] = [0, 0];
  const seen = new Set<string>();
  for (const waiting = folders.map((folder) => resolve(folder)); waiting.length > 0; ) {
    const folder = waiting.shift() as string;
    if (seen.has(folder)) continue;
    seen.add(folder);
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      const name = relative(root, path).split(sep).join("/");
      if (KEPT_APART.test(name)) continue;
      if (entry.isSymbolicLink()) hash.update(JSON.stringify([name, readlinkSync(path)]));
      else if (!tree.has(path)) continue;
      else if (entry.isDirectory()) waiting.push(path);
      else if (entry.isFile()) {
        bytes += statSync(path).size;
        files += 1;
        const read = bytes > MAX_BYTES || files > MAX_FILES ? undefined : readRegularFile(path, MAX_BYTES);
        if (!read || "unreadable" in read) return false;
        if (tree.whole === undefined && CONFIGURATION.test(name) && FURTHER_UP.test(read.bytes.toString()))
          return false;
        hash.update(JSON.stringify([name, createHash("sha256").update(read.bytes).digest("base64")]));
      }
    }
  }
  return true;
}

function entriesOf(folder: string): readonly Dirent[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}
