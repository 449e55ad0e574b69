import { createHash } from "node:crypto";
import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { readRegularFile, readText } from "../regular-file";
import { Boundary } from "./boundary";
import { FETCHED } from "./names";

/** Files that file() and templatefile() may read: documents, policies and their templates, and no keys or states. */
const TEXT =
  /\.(json|ya?ml|tpl|tftpl|tmpl|template|j2|txt|md|csv|toml|xml|html|vtl|graphql|gql|hcl|js|mjs|py|sh|policy)$/;
const MAX_TEXT_BYTES = 2_000_000;
/** Of all texts together. */
const MAX_TEXTS_BYTES = 50_000_000;
/** Of a file that is only compared; Lambda takes no larger archive. */
const MAX_DIGESTED_BYTES = 250_000_000;
/** Of files and folders below one. */
const MAX_NAMES = 10_000;

/**
 * The files that a configuration may name. In a repository, those of the repository, and in a workflow's workspace those of
 * the workspace; otherwise those to which its paths lead without a symbolic link.
 */
export class Tree {
  private readonly root: string;
  private readonly realRoot: string;
  private readonly boundary: Boundary | undefined;
  private readonly texts = new Map<string, string | undefined>();
  private readonly digests = new Map<string, string | undefined>();
  private bytes = 0;

  constructor(root: string) {
    this.root = resolve(root);
    this.realRoot = realpathSync(root);
    this.boundary = Boundary.around(this.realRoot);
  }

  /** The names of files in a folder, sorted; none where there is no such folder in the tree. */
  names(folder: string): readonly string[] {
    if (!this.has(folder)) return [];
    return entriesOf(folder)
      .flatMap((entry) => (entry.isDirectory() ? [] : [entry.name]))
      .sort();
  }

  /** A text that the configuration asks for when it is evaluated. */
  text(path: string): string | undefined {
    if (this.texts.has(path)) return this.texts.get(path);
    const left = Math.min(MAX_TEXT_BYTES, MAX_TEXTS_BYTES - this.bytes);
    const read = TEXT.test(path) && this.has(path) ? readText(path, left) : undefined;
    const text = read && "text" in read ? read.text : undefined;
    this.bytes += text?.length ?? 0;
    this.texts.set(path, text);
    return text;
  }

  /** The files that were asked for, also those that are not there. */
  asked(): readonly string[] {
    return [...this.texts.keys(), ...this.digests.keys()];
  }

  /** A digest of any file that the configuration names, such as an archive; undefined where it is not in the tree. */
  digest(path: string): string | undefined {
    if (this.digests.has(path)) return this.digests.get(path);
    const read = this.has(path) ? readRegularFile(path, MAX_DIGESTED_BYTES) : undefined;
    const digest =
      read && "bytes" in read ? createHash("sha256").update(read.bytes).digest("base64") : undefined;
    this.digests.set(path, digest);
    return digest;
  }

  /**
   * The paths of all files below a folder, from there; undefined where there are too many, or there is no such folder. A
   * folder that is not read is one path that ends with a slash.
   */
  below(folder: string): readonly string[] | undefined {
    const found: string[] = [];
    const waiting = [""];
    for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
      const here = join(folder, at);
      if (!this.has(here)) return undefined;
      for (const entry of entriesOf(here)) {
        const path = at === "" ? entry.name : `${at}/${entry.name}`;
        // What a link leads to is a file or a folder, which is not known without following it.
        if (entry.isSymbolicLink() || found.length + waiting.length > MAX_NAMES) return undefined;
        if (entry.isDirectory() && !this.has(join(folder, path))) found.push(`${path}/`);
        else if (entry.isDirectory()) waiting.push(path);
        else if (entry.isFile()) found.push(path);
      }
    }
    return found;
  }

  /** The bytes of a file; none where there is no such file. */
  sizeOf(path: string): number {
    return this.has(path) ? statSync(path).size : 0;
  }

  /** Whether a path is there, and leads to where the configuration's own files are. */
  has(path: string): boolean {
    let real: string;
    try {
      real = realpathSync(path);
    } catch {
      return false;
    }
    if (isBelow(real, this.fetchedModules)) return true;
    if (this.boundary) return this.boundary.has(real);
    return isBelow(real, this.realRoot) || real === resolve(this.realRoot, relative(this.root, path));
  }

  /** The repository or workspace whose files it has; undefined where it has those to which paths lead. */
  get whole(): string | undefined {
    return this.boundary?.folder;
  }

  /** Whether a folder is one into which Terraform fetches modules, and no link to another one. */
  hasFetched(folder: string): boolean {
    return (
      isBelow(resolve(folder), join(this.root, FETCHED)) &&
      this.has(folder) &&
      isBelow(realpathSync(folder), this.fetchedModules)
    );
  }

  /** Repositories of their own, as Terraform clones them. */
  private get fetchedModules(): string {
    return join(this.realRoot, FETCHED);
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep);
}
