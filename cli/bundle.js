// Makes one script of a TypeScript file, its imports from the project, and packages that take long to load. Other packages are
// loaded as they are.
const { readFileSync } = require("node:fs");
const { dirname, extname, resolve } = require("node:path");
const { inlinedPackages } = require("./inlined-packages.js");

/** Extensions of the files that are read here, and what esbuild takes them for. */
const LOADERS = { ".ts": "ts", ".js": "js", ".cjs": "js", ".mjs": "js", ".json": "json" };

/**
 * Bundles a file in memory, and tells what the bundle depends on.
 *
 * @param entry an absolute path
 * @param {string | undefined} command where the entry has commands: the one that the script can run
 * @returns `{ problem }` where it does not compile, which esbuild has printed; otherwise `{ text, map }`. Both with
 *   `sources`, the content of each file by its path; `folders`, where the project's imports were looked for; `inlined`, the
 *   folders of packages that are part of it; and `manifests`, each package.json that was looked for
 */
async function bundle(entry, command) {
  const { build } = require("esbuild");
  const sources = new Map();
  const folders = new Set();
  const [inlined, manifests] = [new Set(), new Set()];
  const found = { sources, folders, inlined, manifests };
  const options = {
    entryPoints: [entry],
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    sourcemap: "external",
    sourcesContent: false,
    write: false,
    outfile: entry.replace(/\.ts$/, ".js"),
    plugins: [oneCommand(command), inlinedPackages(found), inputs(folders), ownPlace(sources)],
    logLevel: "error",
    // The last of two would count, so a route that is written twice would lose its first lock.
    logOverride: {
      "duplicate-object-key": "error",
      "duplicate-class-member": "error",
      "duplicate-case": "error",
    },
  };
  try {
    const { outputFiles } = await build(options);
    const textOf = (extension) => outputFiles.find(({ path }) => extname(path) === extension).text;
    return { text: textOf(".js"), map: textOf(".map"), ...found };
  } catch (problem) {
    return { problem, ...found };
  }
}

/** Leaves out what runs the other commands, which `cli/commands.ts` requires when they are called. */
const oneCommand = (command) => ({
  name: "one-command",
  setup({ onLoad, onResolve }) {
    if (command === undefined) return;
    onResolve({ filter: /^\.\/commands\/[a-z]+$/ }, ({ kind, path }) =>
      kind === "require-call" && path !== `./commands/${command}`
        ? { path, namespace: "other-command" }
        : undefined,
    );
    onLoad({ filter: /./, namespace: "other-command" }, ({ path }) => ({
      contents: `throw new Error(${JSON.stringify(`${path} is called by the name of another file`)});`,
    }));
  },
});

/** An import may name a folder that is a link or does not exist yet; esbuild tells only of files that it found. */
const inputs = (folders) => ({
  name: "inputs",
  setup({ onResolve }) {
    onResolve({ filter: /^\.{1,2}(\/|$)/ }, ({ path, resolveDir }) => {
      folders.add(dirname(resolve(resolveDir, path)));
      return undefined;
    });
  },
});

/** Keeps `__filename` and `__dirname` of each source file, although all of them become one script. */
const ownPlace = (sources) => ({
  name: "own-place",
  setup({ onLoad }) {
    onLoad({ filter: /\.([cm]?js|ts|json)$/ }, ({ path }) => {
      // A file that is absent is one that the bundle needs too.
      sources.set(path, undefined);
      const content = readFileSync(path, "utf8");
      sources.set(path, content);
      const loader = LOADERS[extname(path)];
      if (loader === "json" || !/\b__(?:file|dir)name\b/.test(content)) return { contents: content, loader };
      const place = `const __filename = ${JSON.stringify(path)}, __dirname = ${JSON.stringify(dirname(path))};`;
      const [strict] = /^(?:"use strict";)?/.exec(content);
      return { contents: `${strict}${place}${content.slice(strict.length)}`, loader };
    });
  },
});

module.exports = { bundle };
