// Runs a TypeScript file of the project: `node cli/run.js main.ts`. esbuild makes one script of the file and what
// it imports from the project, in memory; packages are loaded as they are. That takes a third of the time of
// a loader that transforms file by file, and there is no build to forget.
const { readFileSync } = require("node:fs");
const Module = require("node:module");
const { dirname, resolve } = require("node:path");
const { build } = require("esbuild");
const { recordInputs } = require("./inputs.js");

const recorder = recordInputs();

/** What is one script now goes on knowing where each of its parts lies. */
const ownPlace = {
  name: "own-place",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      recorder?.loaded(path);
      const place = `const __filename = ${JSON.stringify(path)}, __dirname = ${JSON.stringify(dirname(path))};`;
      return { contents: `${place}${readFileSync(path, "utf8")}`, loader: "ts" };
    });
  },
};

/** Runs the file. What does not compile is said with its place; the process then ends with status 1. */
async function run(entry) {
  const script = new Module(entry, module);
  script.filename = entry;
  script.paths = Module._nodeModulePaths(dirname(entry));
  const compiled = await compile(entry).catch(() => process.exit(1));
  try {
    script._compile(compiled, entry);
  } finally {
    // Only now: cdktf takes a stack trace for each construct, and mapping them costs more than the constructs.
    process.setSourceMapsEnabled(true);
  }
}

async function compile(entry) {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node20",
    format: "cjs",
    sourcemap: "inline",
    write: false,
    outfile: entry.replace(/\.ts$/, ".js"),
    metafile: recorder !== undefined,
    plugins: [...(recorder ? [recorder.plugin] : []), ownPlace],
    logLevel: "error",
    // The last of two would count, so a route that is written twice would lose its first lock.
    logOverride: {
      "duplicate-object-key": "error",
      "duplicate-class-member": "error",
      "duplicate-case": "error",
    },
  });
  if (metafile) recorder?.compiled(metafile, process.cwd());
  return outputFiles[0].text;
}

module.exports = { run };

if (require.main === module) run(resolve(process.argv.splice(2, 1)[0]));
