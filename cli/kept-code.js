// Runs a script with the code that V8 made of it the last time: compiling a large one takes longer than most commands.
//
// This affects time only. Code is used again if the script has the content that it was made of and V8 takes it, which it
// does if version and flags are the same. What is absent or broken is made anew, and a folder that cannot be written is no
// error.
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { basename, dirname, join } = require("node:path");
const vm = require("node:vm");

/**
 * Runs a script as Node runs a module.
 *
 * @param {string} file an absolute path
 * @param {string} text what it says
 * @param code `kept` from the last time, if any; `keep` is called with what to keep
 */
function execute(file, text, { keep, kept }) {
  const loaded = new Module(file, module);
  loaded.filename = file;
  loaded.paths = Module._nodeModulePaths(dirname(file));
  const [before, after] = Module.wrapper;
  const script = new vm.Script(`${before}${text}${after}`, {
    filename: file,
    columnOffset: -before.length,
    cachedData: kept,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  // At the end, the functions that are needed have been compiled.
  if (kept === undefined || script.cachedDataRejected)
    process.once("exit", () => keep(script.createCachedData()));
  const load = Module.createRequire(file);
  script.runInThisContext().call(loaded.exports, loaded.exports, load, loaded, file, dirname(file));
}

/**
 * Runs the script of an installed package. Its code is kept in `node_modules/.cache`: what can be written there can change
 * the script as well.
 *
 * @param {string} file an absolute path
 * @param {string} root of the package: `node_modules/@owner/name`
 */
function executeInstalled(file, root) {
  const packages = join(root, "../..");
  if (basename(packages) !== "node_modules") return require(file);
  const text = readFileSync(file, "utf8");
  const folder = join(packages, ".cache/gatehouse");
  const seal = hash(process.version, text);
  const place = join(folder, `${seal.slice(0, 32)}.code`);
  return execute(file, text, {
    kept: readSealed(place, seal),
    keep(data) {
      try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(`${place}.${process.pid}`, Buffer.concat([Buffer.from(hash(seal, data)), data]));
        renameSync(`${place}.${process.pid}`, place);
      } catch {
        // The next run takes longer.
      }
    },
  });
}

/** It begins with a hash of the seal and of the rest. */
function readSealed(place, seal) {
  try {
    const bytes = readFileSync(place);
    const data = bytes.subarray(64);
    return hash(seal, data) === bytes.toString("latin1", 0, 64) ? data : undefined;
  } catch {
    return undefined;
  }
}

function hash(...parts) {
  const made = createHash("sha256");
  for (const part of parts) made.update(part);
  return made.digest("hex");
}

module.exports = { execute, executeInstalled };
