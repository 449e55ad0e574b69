// Decides which packages become part of a script. Loading the six hundred files of cdktf and what it needs takes longer than
// a synth; in a script, they are read and compiled once.
//
// A package that is loaded from its own files by one side, and inlined for the other, would exist twice. So whatever builds on
// an inlined package is inlined too.
const { existsSync, readFileSync, realpathSync } = require("node:fs");
const { isBuiltin } = require("node:module");
const { dirname, join, sep } = require("node:path");

/** These, and every package that depends on one of the first three. */
const INLINED = ["cdktf", "cdktn", "constructs", "valibot", "fflate"];
const BASES = INLINED.slice(0, 3);

/** What cdktf calls for an asset that is a zipped folder, and loads always: a sixth of a synth's time. */
const LATE = ["archiver"];

/** `cdktf` of `cdktf/lib/x`, `@owner/name` of `@owner/name/x`. */
const PACKAGE = /^(?:@[^/]+\/)?[^./@][^/]*/;

/**
 * A plugin of esbuild.
 *
 * @param {{ inlined: Set<string>, manifests: Set<string> }} found gets the folders of inlined packages, and each package.json
 *   that was looked for until one was there
 */
function inlinedPackages({ inlined, manifests }) {
  const isInlined = (file) => [...inlined].some((folder) => file.startsWith(folder + sep));
  const folderOf = (name, from) => {
    for (let at = from; ; at = dirname(at)) {
      const manifest = join(at, "node_modules", name, "package.json");
      manifests.add(manifest);
      if (existsSync(manifest)) return realpathSync(dirname(manifest));
      if (at === dirname(at)) return undefined;
    }
  };
  return {
    name: "inlined-packages",
    setup({ onLoad, onResolve }) {
      onResolve({ filter: PACKAGE }, ({ importer, kind, path, resolveDir }) => {
        if (kind === "entry-point" || isBuiltin(path)) return undefined;
        const [name] = PACKAGE.exec(path);
        const folder = folderOf(name, resolveDir);
        if (folder === undefined || !(isInlined(importer) || buildsOn(folder, name)))
          return { path, external: true };
        if (LATE.includes(path)) return { path: folder, namespace: "late" };
        inlined.add(folder);
        return undefined;
      });
      onResolve({ filter: /./, namespace: "late" }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /./, namespace: "late" }, ({ path }) => ({
        contents: `module.exports = (...args) => require(${JSON.stringify(path)})(...args);`,
      }));
    },
  };
}

function buildsOn(folder, name) {
  if (INLINED.includes(name)) return true;
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return BASES.some((base) => base in { ...dependencies, ...peerDependencies });
}

/** The file in which npm writes what it installed, where the package is one that it did; other managers have none. */
function installedList(folder) {
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    const list = join(at, "node_modules/.package-lock.json");
    if (folder.startsWith(join(at, "node_modules") + sep) && existsSync(list)) return list;
  }
  return undefined;
}

module.exports = { inlinedPackages, installedList };
