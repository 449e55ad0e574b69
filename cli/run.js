// Runs a TypeScript file of the project: `node cli/run.js main.ts`. esbuild makes one script of the file and its
// imports from the project, in memory; packages are loaded as they are. This takes a third of the time of a loader
// that transforms file by file, and needs no build step.
const { readFileSync } = require("node:fs");
const Module = require("node:module");
const { dirname, relative, resolve } = require("node:path");
const { build } = require("esbuild");
const { recordInputs } = require("./inputs.js");

const recorder = recordInputs();

/** Keeps `__filename` and `__dirname` of each source file, although all of them become one script. */
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

/** Runs the file. A file that does not compile or throws ends the process with status 1 and the place of the error. */
async function run(entry) {
  const script = new Module(entry, module);
  script.filename = entry;
  script.paths = Module._nodeModulePaths(dirname(entry));
  const compiled = await compile(entry).catch(() => process.exit(1));
  try {
    script._compile(compiled, entry);
  } catch (error) {
    process.stderr.write(`${describe(error, entry, compiled)}\n`);
    process.exit(1);
  }
  // Not earlier: cdktf takes a stack trace for each construct, and mapping them costs more than the constructs.
  process.setSourceMapsEnabled(true);
}

/**
 * `access/routes.ts:31:23: ReferenceError: pet is not defined`, and the calls that led there, a line each.
 *
 * Positions in the script are mapped here, because Node maps only scripts that are compiled with source maps enabled.
 */
function describe(error, entry, script) {
  if (!(error instanceof Error)) return String(error);
  const [, inline = ""] = /sourceMappingURL=data:application\/json;base64,(\S+)\s*$/.exec(script) ?? [];
  const map = new Module.SourceMap(JSON.parse(Buffer.from(inline, "base64").toString("utf8")));
  const frames = [...(error.stack ?? "").matchAll(/^ {4}at .*?([^\s(]+):(\d+):(\d+)\)?$/gm)];
  const places = frames.flatMap(([, file, line, column]) => {
    if (file !== entry) return [];
    const found = map.findEntry(Number(line) - 1, Number(column) - 1);
    if (found.originalSource === undefined) return [];
    const source = relative(process.cwd(), resolve(dirname(entry), found.originalSource));
    return [`${source}:${found.originalLine + 1}:${found.originalColumn + 1}`];
  });
  const [first, ...callers] = places;
  const message = `${error.name}: ${error.message}`;
  return [first ? `${first}: ${message}` : message, ...callers.map((place) => `    at ${place}`)].join("\n");
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
