// While `gatehouse start` asks for it, tells what this process loaded and read, so that exactly that is followed.
const fs = require("node:fs");
const Module = require("node:module");
const { dirname, resolve, sep } = require("node:path");

/** The file that `gatehouse start` reads it from: a JSON document a line, `{app?, files, folders}`. */
const to = process.env.GATEHOUSE_INPUTS;
/** How files and folders are opened that no module loader knows of, such as a metadata document. */
const READERS = ["readFileSync", "openSync", "copyFileSync", "readdirSync"];

const files = new Set();
const folders = new Set();

/**
 * Records from now on, and tells when the process ends, however it ends.
 *
 * @returns undefined where nobody asks
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
  return { compiled, loaded, plugin };
}

/** Takes over a file that a bundle needs, also where the bundle then fails. */
function loaded(path) {
  files.add(path);
}

/** Takes over what went into a bundle. */
function compiled({ inputs }, root) {
  for (const path of Object.keys(inputs)) files.add(resolve(root, path));
}

/** An import names a folder that may be a link, or not be there yet: esbuild's list has only what it found. */
const plugin = {
  name: "inputs",
  setup({ onResolve }) {
    onResolve({ filter: /^\.{1,2}(\/|$)/ }, ({ path, resolveDir }) => {
      folders.add(dirname(resolve(resolveDir, path)));
      return undefined;
    });
  },
};

function isPackages(path) {
  return path.split(sep).includes("node_modules");
}

module.exports = { recordInputs };
