/**
 * Keeps bundles between runs, since bundling is the slowest part of a synth. A bundle is used again only if the bundler,
 * the installed packages and every source file in it are unchanged.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Metafile } from "esbuild";
import { readCache, writeCache } from "./cache";

export interface Bundle {
  readonly code: Uint8Array;
  /** The inputs. A test reads them to show that no function contains a file that it must not. */
  readonly metafile: Metafile;
}

interface Entry {
  readonly sources: readonly string[];
  readonly fingerprint: string;
  readonly metafile: Metafile;
  readonly code: string;
}

interface CacheKey {
  /** The project's folder, which the metafile's paths are relative to. */
  readonly root: string;
  readonly entry: string;
  /** Version of the bundler. */
  readonly bundler: string;
}

export function cachedBundle(key: CacheKey, build: () => Bundle): Bundle {
  const { entry, root } = key;
  const installed = installedPackages(root);
  const name = `${sha256(entry)}.json`;
  const kept = read(name);
  if (kept && kept.fingerprint === fingerprint(key, installed, kept.sources)) {
    return { code: Buffer.from(kept.code, "base64"), metafile: kept.metafile };
  }
  const bundle = build();
  // Without a list of what is installed, the files of the packages are compared as well.
  const sources = Object.keys(bundle.metafile.inputs).filter(
    (path) => installed === undefined || !path.includes("node_modules/"),
  );
  const code = Buffer.from(bundle.code).toString("base64");
  const made: Entry = {
    sources,
    fingerprint: fingerprint(key, installed, sources),
    metafile: bundle.metafile,
    code,
  };
  writeCache(name, JSON.stringify(made));
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

function read(name: string): Entry | undefined {
  try {
    return JSON.parse(readCache(name)?.toString() ?? "") as Entry;
  } catch {
    return undefined; // An entry that is absent or broken is made again.
  }
}

function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}
