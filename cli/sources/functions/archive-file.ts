import { readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { strToU8, type Zippable, zipSync } from "fflate";
import type { FunctionCode } from "../../../gateway";
import { isList, isRecord, textOf, type Value } from "../../../terraform/language/expression";
import type { ArchiveFile } from "../../../terraform/sources";
import type { Tree } from "../hcl";
import { readRegularFile } from "../regular-file";

/** Bytes that are packed; Lambda's own limit of an unpacked archive. */
const MAX_BYTES = 250 * 1024 * 1024;
const MAX_FILES = 20_000;
const MTIME = "1980-01-01";

/**
 * Packs what the provider `archive` would pack when Terraform runs.
 * https://registry.terraform.io/providers/hashicorp/archive/latest/docs/data-sources/file
 *
 * @param root the folder that Terraform runs in
 */
export function packed({ address, values }: ArchiveFile, root: string, tree: Tree): FunctionCode {
  const packer = new Packer(tree);
  try {
    const file = pathIn(values.source_file, root);
    const folder = pathIn(values.source_dir, root);
    if (file !== undefined) packer.addFile(basename(file), file);
    if (folder !== undefined) packer.addFolder(folder, textsIn(values.excludes));
    const name = values.source_content_filename ?? null;
    if (name !== null) packer.addText(name, values.source_content ?? null);
    for (const block of [values.source ?? []].flat())
      if (isRecord(block)) packer.addText(block.filename ?? null, block.content ?? null);
    return packer.zipped();
  } catch (error) {
    if (error instanceof PackError) return { missing: `${address}: ${error.message}` };
    throw error;
  }
}

class PackError extends Error {}

class Packer {
  private readonly entries: Zippable = {};
  private bytes = 0;
  private count = 0;

  constructor(private readonly tree: Tree) {}

  addFile(name: string, path: string): void {
    if (!this.tree.has(path))
      throw new PackError(
        `${path} is not there, or is outside of the configuration: a build may have to write it first`,
      );
    const read = readRegularFile(path, MAX_BYTES - this.bytes);
    if ("unreadable" in read) throw new PackError(`${path}: ${read.unreadable}`);
    this.add(name, read.bytes);
  }

  addFolder(folder: string, excludes: readonly string[]): void {
    if (!this.tree.has(folder) || !statSync(folder).isDirectory())
      throw new PackError(`the folder ${folder} is not there: a build may have to write it first`);
    const patterns = excludes.map(patternOf);
    const waiting = [""];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
      for (const name of readdirSync(join(folder, at)).sort()) {
        const inside = at === "" ? name : `${at}/${name}`;
        if (patterns.some((pattern) => pattern.test(inside))) continue;
        const path = join(folder, inside);
        if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) waiting.push(inside);
        else this.addFile(inside, path);
      }
  }

  addText(filename: Value, content: Value): void {
    const [name, text] = [textOf(filename), textOf(content)];
    if (name === undefined || text === undefined)
      throw new PackError(`the ${name === undefined ? "name" : "content"} of a file in it is not known here`);
    this.add(name, strToU8(text));
  }

  zipped(): Uint8Array {
    if (this.count === 0) throw new PackError("it has no file in it that is known here");
    return zipSync(this.entries);
  }

  private add(name: string, bytes: Uint8Array): void {
    this.bytes += bytes.length;
    this.count += 1;
    if (this.count > MAX_FILES) throw new PackError(`it has more than ${MAX_FILES} files`);
    this.entries[name] = [bytes, { mtime: MTIME, level: 0 }];
  }
}

function pathIn(path: Value | undefined, root: string): string | undefined {
  if (path === undefined || path === null || path === "") return undefined;
  if (typeof path === "string") return resolve(root, path);
  throw new PackError("what it packs is not known here");
}

function textsIn(value: Value | undefined): string[] {
  if (value === undefined || value === null) return [];
  const texts = isList(value) ? value.map(textOf) : [undefined];
  if (texts.every((text) => text !== undefined)) return texts as string[];
  throw new PackError("what it excludes is not known here");
}

/** A path or a glob, for a file or a folder with all that is in it. */
function patternOf(glob: string): RegExp {
  const text = glob.replace(/^\.\//, "").replace(/\/$/, "");
  const written = text.replace(/\*\*\/|\*\*|\*|\?|[.+^${}()|[\]\\]/g, (part) => {
    if (part === "**/") return "(?:.*/)?";
    if (part === "**") return ".*";
    if (part === "*") return "[^/]*";
    return part === "?" ? "[^/]" : `\\${part}`;
  });
  return new RegExp(`^${written}$`);
}
