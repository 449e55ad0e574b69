import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { DeclarationError } from "../declaration/errors";
import { type Bundle, cachedBundle } from "./bundle-cache";

/**
 * One self-contained CommonJS file for a Lambda function, the same bytes on every machine.
 *
 * @param folder the function's folder, with an `index.ts` that exports `handler`, or a `bundle.js` that was made of one
 * @throws DeclarationError `HANDLER_MISSING` where there is neither, `HANDLER_INVALID` where it does not bundle,
 *   `PACKAGE_MISSING` without esbuild
 */
export function bundle(folder: string): Bundle {
  const entry = join(folder, "index.ts");
  const made = join(folder, "bundle.js");
  if (!existsSync(entry) && existsSync(made)) return { code: readFileSync(made), inputs: [] };
  // Before anything can fail, since a missing or broken file must be watched as well.
  tellInputs([entry], [folder]);
  if (!existsSync(entry)) {
    throw new DeclarationError(
      "HANDLER_MISSING",
      `No handler at ${entry}: a function needs an index.ts that exports "handler".`,
    );
  }
  const root = projectOf(folder);
  const bundler = bundlerVersion(folder);
  const result = cachedBundle({ root, entry, bundler }, () => build(root, entry));
  const sources = result.inputs.filter((path) => !path.includes("node_modules/"));
  tellInputs(
    sources.map((path) => resolve(root, path)),
    [],
  );
  return result;
}

/** The folder of the package that a function belongs to. */
function projectOf(folder: string): string {
  for (let here = folder; here !== dirname(here); here = dirname(here))
    if (["package.json", "node_modules"].some((name) => existsSync(join(here, name)))) return here;
  return folder;
}

function bundlerVersion(folder: string): string {
  try {
    return (require("esbuild/package.json") as { readonly version: string }).version;
  } catch (error) {
    throw new DeclarationError(
      "PACKAGE_MISSING",
      `${folder} is bundled by esbuild, which cannot be loaded; "npm install --save-dev esbuild" installs it. ${(error as Error).message.split("\n")[0]}`,
    );
  }
}

function build(root: string, entry: string): Bundle {
  // Loaded by the first function that is not bundled yet.
  const { buildSync } = require("esbuild") as typeof import("esbuild");
  const { outputFiles, metafile } = buildSync({
    entryPoints: [entry],
    // Paths in the metafile are relative to this folder, so that they are the same on every machine.
    absWorkingDir: root,
    bundle: true,
    write: false,
    outfile: "index.js",
    metafile: true,
    platform: "node",
    // The Lambda runtime is newer, but the gate on localhost runs the same bytes on the oldest supported Node.js.
    target: "node20",
    format: "cjs",
    // esbuild ignores a tsconfig.json below node_modules. Without any, a project that was installed as a package gives
    // the same bytes as a clone.
    tsconfigRaw: { compilerOptions: {} },
    minify: true,
    legalComments: "none",
    logLevel: "silent",
  });
  const [file] = outputFiles;
  if (!file) throw new DeclarationError("HANDLER_INVALID", `esbuild made nothing of ${entry}.`);
  return { code: file.contents, inputs: Object.keys(metafile.inputs) };
}

/**
 * Tells a running `gatehouse start` which files and folders a bundle was made of, so that it watches them. The variable
 * GATEHOUSE_INPUTS names the file to append to; without it, nothing is written.
 *
 * @param files absolute paths
 * @param folders absolute paths of folders in which new files matter
 */
function tellInputs(files: readonly string[], folders: readonly string[]): void {
  const to = process.env.GATEHOUSE_INPUTS;
  if (to) appendFileSync(to, `${JSON.stringify({ files, folders })}\n`);
}
