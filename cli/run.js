// Runs a TypeScript file of the project: `node cli/run.js main.ts`. esbuild makes one script of the file, its imports
// from the project and what they need of cdktf, which is kept until one of them changes. This takes a fifth of the time of a
// loader that transforms file by file, and needs no build step.
const Module = require("node:module");
const { dirname, relative, resolve } = require("node:path");
const { setFlagsFromString } = require("node:v8");

// Before what loads packages: a clone has none until npm ci has run.
try {
  require.resolve("esbuild");
} catch {
  process.stderr.write(
    `The packages of ${dirname(__dirname)} are not installed: run "npm ci" there first.\n`,
  );
  process.exit(1);
}

const { recordInputs } = require("./inputs.js");
const { execute } = require("./kept-code.js");
const { keepPart, keepScript, keptPart, keptScript } = require("./script-cache.js");

const recorder = recordInputs();

/**
 * Runs the file. A file that does not compile or throws ends the process with status 1 and the place of the error.
 *
 * @param {string | undefined} command of the file that has the commands: the script has no other one, so that what one
 *   command does not need is neither compared nor compiled
 */
async function run(entry, command) {
  const name = command === undefined ? entry : `${entry} ${command}`;
  const script = keptScript(name) ?? (await compile(entry, name, command));
  recorder?.bundled(script);
  if ("problem" in script) process.exit(1);
  try {
    execute(entry, script.text, {
      kept: keptPart(name, "code", script.seal),
      keep: (code) => keepPart(name, "code", script.seal, code),
    });
  } catch (error) {
    const map = script.map ?? keptPart(name, "map", script.seal) ?? (await compile(entry, name, command)).map;
    process.stderr.write(`${describe(error, entry, map)}\n`);
    process.exit(1);
  }
  // Not earlier: cdktf takes a stack trace for each construct, and mapping them costs more than the constructs.
  process.setSourceMapsEnabled(true);
}

async function compile(entry, name, command) {
  const { bundle } = require("./bundle.js");
  const made = await bundle(entry, command);
  const sources = [...made.sources.keys()];
  if ("problem" in made) return { ...made, sources };
  const seal = keepScript(name, made);
  keepPart(name, "map", seal, made.map);
  return { ...made, sources, seal };
}

const POSITION = /([^\s():]+):(\d+):(\d+)/g;

/**
 * `access/routes.ts:31:23: ReferenceError: pet is not defined`, and the calls that led there, a line each.
 *
 * Positions in the script are mapped here, because Node maps only scripts that are compiled with source maps enabled.
 */
function describe(error, entry, text) {
  if (!(error instanceof Error)) return String(error);
  const map = new Module.SourceMap(JSON.parse(text));
  const placeAt = (line, column) => {
    const found = map.findEntry(Number(line) - 1, Number(column) - 1);
    if (found.originalSource === undefined) return undefined;
    const source = relative(process.cwd(), resolve(dirname(entry), found.originalSource));
    // Of a package that is part of the script, as seen from the file that is run.
    const isOwn = !found.originalSource.split("/").includes("node_modules");
    return { isOwn, text: `${source}:${found.originalLine + 1}:${found.originalColumn + 1}` };
  };
  const frames = [...(error.stack ?? "").matchAll(/^ {4}at .*?([^\s(]+):(\d+):(\d+)\)?$/gm)];
  const places = frames.flatMap(([, file, line, column]) => {
    if (file !== entry) return [];
    const place = placeAt(line, column);
    return place?.isOwn ? [place.text] : [];
  });
  const [first, ...callers] = places;
  // cdktf writes into the message where a token was made.
  const message = `${error.name}: ${error.message}`.replaceAll(POSITION, (whole, file, line, column) =>
    file === entry ? (placeAt(line, column)?.text ?? whole) : whole,
  );
  return [first ? `${first}: ${message}` : message, ...callers.map((place) => `    at ${place}`)].join("\n");
}

module.exports = { run };

if (require.main === module) {
  // A synth is over before the code pays off that V8 optimizes as early as it does. V8 prints an error for a flag that a
  // version does not know.
  if (process.version.startsWith("v20.")) setFlagsFromString("--interrupt-budget=500000");
  run(resolve(process.argv.splice(2, 1)[0]));
}
