import { join, relative } from "node:path";
import { build } from "esbuild";

const ROOT = join(__dirname, "../..");

/** What loads with a file, before anything is asked for by `require()`. */
export interface Loaded {
  /** Files of the project, from its folder. */
  readonly files: readonly string[];
  /** Packages and modules of Node.js, as they are imported. */
  readonly packages: readonly string[];
}

/**
 * Follows the imports of files of the project, without those of types. A `require()` within a function is where a command
 * loads what only some of its calls need, and is not followed.
 *
 * @param entries from the project's folder
 */
export async function modulesLoaded(...entries: readonly string[]): Promise<Loaded> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [...entries],
    bundle: true,
    metafile: true,
    write: false,
    outdir: "out",
    packages: "external",
    platform: "node",
    format: "cjs",
    logLevel: "error",
  });
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const { external, kind, path } of metafile.inputs[file]?.imports ?? [])
      if (kind === "import-statement") external ? packages.add(path) : visit(path);
  };
  for (const entry of entries) visit(relative(ROOT, join(ROOT, entry)));
  return { files: [...files].sort(), packages: [...packages].sort() };
}
