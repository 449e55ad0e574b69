import { createHash } from "node:crypto";
import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { readRegularFile, readText } from "../regular-file";

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
 * The files that a configuration may name. In a repository, those of the repository; otherwise those to which its paths
 * lead without a symbolic link.
 */
export class Tree {
  private readonly root: string;
  private readonly realRoot: string;
  private readonly repository: string | undefined;
  private readonly texts = new Map<string, string | undefined>();
  private readonly digests = new Map<string, string | undefined>();
  private bytes = 0;

  constructor(root: string) {
    this.root = resolve(root);
    this.realRoot = realpathSync(root);
    this.repository = repositoryOf(this.realRoot);
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

  /** The paths of all files below a folder, from there; undefined where there are too many, or there is no such folder. */
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
        if (entry.isDirectory()) waiting.push(path);
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
    if (isBelow(real, this.repository ?? this.realRoot)) return true;
    return this.repository === undefined && real === resolve(this.realRoot, relative(this.root, path));
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

function repositoryOf(folder: string): string | undefined {
  if (existsSync(join(folder, ".git"))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : repositoryOf(above);
}
