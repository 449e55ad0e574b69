/**
 * Keeps slow results between runs, so that a changed route is served on localhost at once. It affects time only: an entry
 * that is absent or broken is made again, and a folder that cannot be written is no error.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";

const FOLDER = join(packages(__dirname), ".cache/gatehouse");

/** The node_modules that this package is installed in; of a clone, its own. */
function packages(here: string): string {
  const own = `${sep}node_modules${sep}`;
  const at = here.lastIndexOf(own);
  return at < 0 ? join(here, "../../node_modules") : here.slice(0, at + own.length);
}

/** The result of `make`, which must depend on `inputs` alone. */
export function cachedBytes(
  kind: string,
  inputs: Readonly<Record<string, Uint8Array>>,
  make: () => Uint8Array,
): Uint8Array {
  const hash = createHash("sha256").update(kind);
  for (const name of Object.keys(inputs).sort()) {
    hash.update(JSON.stringify([name, inputs[name]?.length])).update(inputs[name] ?? "");
  }
  const name = `${hash.digest("hex")}.${kind}`;
  const kept = readCache(name);
  if (kept && sealed(kept.subarray(32)).equals(kept.subarray(0, 32))) return kept.subarray(32);
  const made = make();
  writeCache(name, Buffer.concat([sealed(made), made]));
  return made;
}

export function readCache(name: string): Buffer | undefined {
  try {
    return readFileSync(join(FOLDER, name));
  } catch {
    return undefined;
  }
}

export function writeCache(name: string, data: string | Uint8Array): void {
  const file = join(FOLDER, name);
  try {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, data);
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // The next run takes longer.
  }
}

function sealed(data: Uint8Array): Buffer {
  return createHash("sha256").update(data).digest();
}
