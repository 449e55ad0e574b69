// Reports the files that this process loaded and read, if `gatehouse start` asks for it, so that it follows exactly these.
const fs = require("node:fs");
const Module = require("node:module");
const { resolve, sep } = require("node:path");

/** The file that `gatehouse start` reads it from: a JSON document a line, `{app?, files, folders}`. */
const to = process.env.GATEHOUSE_INPUTS;
/** The functions that open files and folders that no module loader knows, such as a metadata document. */
const READERS = ["readFileSync", "openSync", "copyFileSync", "readdirSync"];

const files = new Set();
const folders = new Set();

/**
 * Records from now on, and reports when the process ends, however it ends.
 *
 * @returns undefined if no report is asked for
 */
function recordInputs() {
  if (!to) return undefined;
  const root = process.cwd() + sep;
  const output = process.env.CDKTF_OUTDIR && resolve(process.env.CDKTF_OUTDIR) + sep;
  for (const name of READERS) {
    const original = fs[name];
    fs[name] = (path, ...rest) => {
      const file = typeof path === "string" ? resolve(path) : "";
      const isProjects = file.startsWith(root) && !isPackages(file) && !(output && file.startsWith(output));
      if (isProjects) (name === "readdirSync" ? folders : files).add(file);
      return original(path, ...rest);
    };
  }
  process.once("exit", () => {
    // Packages of the same repository are linked into node_modules; the loader has their real paths.
    for (const file of Object.keys(Module._cache)) files.add(file);
    const own = (paths) => [...paths].filter((path) => !isPackages(path));
    fs.appendFileSync(to, `${JSON.stringify({ app: true, files: own(files), folders: own(folders) })}\n`);
  });
  return { bundled };
}

/** Records what a bundle depends on, also where it failed. */
function bundled(bundle) {
  for (const path of bundle.sources) files.add(path);
  for (const path of bundle.folders) folders.add(path);
}

function isPackages(path) {
  return path.split(sep).includes("node_modules");
}

module.exports = { recordInputs };
