// Makes one script of a TypeScript file and its imports from the project. Packages are loaded as they are.
const { readFileSync } = require("node:fs");
const { dirname, extname, resolve } = require("node:path");

/** Extensions of the files that are read here, and what esbuild takes them for. */
const LOADERS = { ".ts": "ts", ".js": "js", ".cjs": "js", ".mjs": "js", ".json": "json" };

/**
 * Bundles a file in memory, and tells what the bundle depends on.
 *
 * @param entry an absolute path
 * @returns `{ problem }` where it does not compile, which esbuild has printed; otherwise `{ text, map }`. Both with
 *   `sources`, the content of each file by its path, and `folders`, where imports were looked for
 */
async function bundle(entry) {
  const { build } = require("esbuild");
  const sources = new Map();
  const folders = new Set();
  const options = {
    entryPoints: [entry],
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node20",
    format: "cjs",
    sourcemap: "external",
    write: false,
    outfile: entry.replace(/\.ts$/, ".js"),
    plugins: [inputs({ sources, folders }), ownPlace(sources)],
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
    return { text: textOf(".js"), map: textOf(".map"), sources, folders };
  } catch (problem) {
    return { problem, sources, folders };
  }
}

/** An import may name a folder that is a link or does not exist yet; esbuild tells only of files that it found. */
const inputs = ({ folders }) => ({
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
      if (loader !== "ts") return { contents: content, loader };
      const place = `const __filename = ${JSON.stringify(path)}, __dirname = ${JSON.stringify(dirname(path))};`;
      return { contents: `${place}${content}`, loader };
    });
  },
});

module.exports = { bundle };
