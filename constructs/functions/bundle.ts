import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { buildSync, type Metafile } from "esbuild";
import { DeclarationError } from "../declaration/errors";
import { cachedBundle } from "./bundle-cache";
import { tellInputs } from "./inputs";

export interface Bundle {
  readonly code: Uint8Array;
  /** What went in: read by the test that no function carries what it must not. */
  readonly metafile: Metafile;
}

/**
 * One self-contained CommonJS file for a Lambda function, the same bytes on every machine.
 *
 * @param folder the function's folder, with an `index.ts` that exports `handler`
 * @throws DeclarationError `HANDLER_MISSING` where there is none, `HANDLER_INVALID` where it does not bundle
 */
export function bundle(folder: string): Bundle {
  const entry = join(folder, "index.ts");
  // Before anything can fail: what is missing or broken is mended there.
  tellInputs([entry], [folder]);
  if (!existsSync(entry)) {
    throw new DeclarationError(
      "HANDLER_MISSING",
      `No handler at ${entry}: a function needs an index.ts that exports "handler".`,
    );
  }
  const root = dirname(dirname(folder));
  const made = cachedBundle(root, entry, () => build(root, entry));
  const sources = Object.keys(made.metafile.inputs).filter((path) => !path.includes("node_modules/"));
  tellInputs(
    sources.map((path) => resolve(root, path)),
    [],
  );
  return made;
}

function build(root: string, entry: string): Bundle {
  const { outputFiles, metafile } = buildSync({
    entryPoints: [entry],
    // Paths in the metafile are relative to here, so that they do not tell one machine from another.
    absWorkingDir: root,
    bundle: true,
    write: false,
    outfile: "index.js",
    metafile: true,
    platform: "node",
    // The Lambda runtime is newer; the gate on localhost runs the same bytes on the oldest Node it supports.
    target: "node20",
    format: "cjs",
    // esbuild passes over a tsconfig.json below node_modules: with none at all, a project that was installed as a package
    // makes the same bytes as a clone.
    tsconfigRaw: { compilerOptions: {} },
    minify: true,
    legalComments: "none",
    logLevel: "silent",
  });
  const [file] = outputFiles;
  const [output] = Object.values(metafile.outputs);
  if (!file || !output) throw new DeclarationError("HANDLER_INVALID", `esbuild made nothing of ${entry}.`);
  return { code: file.contents, metafile };
}
