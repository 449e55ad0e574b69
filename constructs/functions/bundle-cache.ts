/**
 * Keeps bundles between runs, since bundling is the slowest part of a synth. A bundle is used again only if the bundler,
 * the installed packages and every source file in it are unchanged.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Metafile, version } from "esbuild";
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

/** @param root the project's folder, which the metafile's paths are relative to */
export function cachedBundle(root: string, entry: string, build: () => Bundle): Bundle {
  const name = `${sha256(entry)}.json`;
  const kept = read(name);
  if (kept && kept.fingerprint === fingerprint(root, kept.sources)) {
    return { code: Buffer.from(kept.code, "base64"), metafile: kept.metafile };
  }
  const bundle = build();
  const sources = Object.keys(bundle.metafile.inputs).filter((path) => !path.startsWith("node_modules/"));
  const code = Buffer.from(bundle.code).toString("base64");
  const made: Entry = { sources, fingerprint: fingerprint(root, sources), metafile: bundle.metafile, code };
  writeCache(name, JSON.stringify(made));
  return bundle;
}

function fingerprint(root: string, sources: readonly string[]): string {
  // npm writes this file whenever it changes what is installed.
  const parts = ["node_modules/.package-lock.json", ...sources].map((path) => {
    const file = join(root, path);
    return [path, existsSync(file) ? sha256(readFileSync(file)) : "absent"];
  });
  return sha256(JSON.stringify([version, ...parts]));
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
