/**
 * Keeps bundles between runs, since bundling is the slowest part of a synth. A bundle is used again only if the bundler,
 * the installed packages and every source file in it are unchanged.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readCache, writeCache } from "./cache";

export interface Bundle {
  readonly code: Uint8Array;
  /** The files that it was made of, relative to the project's folder. */
  readonly inputs: readonly string[];
}

/** The first line of a kept bundle, as JSON; the code follows. */
interface Head {
  readonly sources: readonly string[];
  readonly fingerprint: string;
  readonly inputs: readonly string[];
  /** SHA-256 of the code. */
  readonly digest: string;
}

interface CacheKey {
  /** The project's folder. */
  readonly root: string;
  readonly entry: string;
  /** Version of the bundler. */
  readonly bundler: string;
}

export function cachedBundle(key: CacheKey, build: () => Bundle): Bundle {
  const { entry, root } = key;
  const installed = installedPackages(root);
  const name = `${sha256(entry)}.bundle`;
  const kept = read(name);
  if (kept && kept.fingerprint === fingerprint(key, installed, kept.sources)) return kept;
  const bundle = build();
  // Without a list of what is installed, the files of the packages are compared as well.
  const sources = bundle.inputs.filter((path) => installed === undefined || !path.includes("node_modules/"));
  const { code, inputs } = bundle;
  const head: Head = {
    sources,
    fingerprint: fingerprint(key, installed, sources),
    inputs,
    digest: sha256(code),
  };
  writeCache(name, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), code]));
  return bundle;
}

function fingerprint(
  { bundler, root }: CacheKey,
  installed: string | undefined,
  sources: readonly string[],
): string {
  const parts = sources.map((path) => [path, digestOf(join(root, path))]);
  return sha256(JSON.stringify([bundler, installed && digestOf(installed), ...parts]));
}

function digestOf(file: string): string {
  return existsSync(file) ? sha256(readFileSync(file)) : "absent";
}

/** The file that npm writes whenever it changes what is installed for a folder; other package managers have none. */
function installedPackages(folder: string): string | undefined {
  for (let here = folder; ; here = dirname(here)) {
    const file = join(here, "node_modules/.package-lock.json");
    if (existsSync(file)) return file;
    if (here === dirname(here)) return undefined;
  }
}

function read(name: string): (Head & Bundle) | undefined {
  try {
    const bytes = readCache(name) ?? Buffer.of();
    const end = bytes.indexOf("\n");
    const head = JSON.parse(bytes.toString("utf8", 0, end)) as Head;
    const code = bytes.subarray(end + 1);
    return head.digest === sha256(code) ? { ...head, code } : undefined;
  } catch {
    return undefined; // An entry that is absent or broken is made again.
  }
}

function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}
