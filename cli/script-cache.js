// Keeps the script of a TypeScript file and its imports between runs: making it takes most of the time of a command.
//
// This affects time only. A script is used again if every source has the content that it was made of, each folder in which
// an import was looked for has the same names, and the bundler and its settings are the same. What is absent or broken is
// made anew, and a folder that cannot be written is no error.
const { createHash } = require("node:crypto");
const { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, writeFileSync } =
  require("node:fs");
const { dirname, join } = require("node:path");

const FOLDER = join(__dirname, "../node_modules/.cache/gatehouse");
/** Files with settings that the bundler finds by itself, beside a source or above it. */
const SETTINGS = ["package.json", "tsconfig.json"];
/** Names in a folder that an import without an extension may be resolved to. */
const RESOLVABLE = /^[^.]+$|\.(?:[cm]?[jt]sx?|json)$/;

/**
 * The script of a file.
 *
 * @param {string} entry an absolute path
 * @returns `undefined` where none is kept that is still right. `seal` names the script, for `keptPart` and `keepPart`;
 *   `sources` and `folders` are paths
 */
function keptScript(entry) {
  const inputs = read(entry, "inputs", "");
  if (inputs === undefined) return undefined;
  const { folders, settings, sources } = JSON.parse(inputs);
  const isSame =
    [...sources, ...settings].every(([path, of]) => of === sealOf(path)) &&
    folders.every(([path, of]) => of === sealOfNames(path));
  const seal = hash(inputs);
  const text = isSame ? read(entry, "js", seal)?.toString("utf8") : undefined;
  const paths = (pairs) => pairs.map(([path]) => path);
  return text === undefined ? undefined : { text, seal, sources: paths(sources), folders: paths(folders) };
}

/**
 * Keeps a script.
 *
 * @param {ReadonlyMap<string, string>} sources contents by path, as they were when the script was made
 * @returns its seal
 */
function keepScript(entry, { text, sources, folders }) {
  const inputs = JSON.stringify({
    sources: [...sources].map(([path, content]) => [path, hash(content)]),
    settings: settingsOf(sources.keys()),
    folders: [...folders].map((path) => [path, sealOfNames(path)]),
  });
  const seal = hash(inputs);
  keepPart(entry, "js", seal, text);
  // Last, because the other parts belong to it.
  write(entry, "inputs", "", inputs);
  return seal;
}

/** What was kept with a script: its source map, or the code that V8 made of it. */
function keptPart(entry, part, seal) {
  return read(entry, part, seal);
}

function keepPart(entry, part, seal, data) {
  write(entry, part, seal, data);
}

function settingsOf(sources) {
  const above = new Set();
  for (const path of sources) for (let at = dirname(path); !above.has(at); at = dirname(at)) above.add(at);
  return [...above]
    .flatMap((folder) => SETTINGS.map((name) => join(folder, name)))
    .map((path) => [path, sealOf(path)]);
}

function sealOf(path) {
  return existsSync(path) ? hash(readFileSync(path)) : null;
}

/** Links may come to lead elsewhere. */
function sealOfNames(folder) {
  if (!existsSync(folder)) return null;
  const names = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => RESOLVABLE.test(name))
    .map((entry) => [entry.name, entry.isSymbolicLink() && targetOf(join(folder, entry.name))])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return hash(JSON.stringify([realpathSync(folder), names]));
}

function targetOf(link) {
  return existsSync(link) ? realpathSync(link) : null;
}

function hash(...parts) {
  const made = createHash("sha256");
  for (const part of parts) made.update(part);
  return made.digest("hex");
}

/** What makes scripts: another bundler, or other settings of it, may make another one. */
const MAKER = hash(
  readFileSync(join(__dirname, "bundle.js")),
  require("esbuild/package.json").version,
  process.version,
);

const fileOf = (entry, part) => join(FOLDER, `${hash(MAKER, entry).slice(0, 32)}.script.${part}`);

/** Each part begins with a hash of its script's seal and of itself. */
function read(entry, part, seal) {
  try {
    const kept = readFileSync(fileOf(entry, part));
    const data = kept.subarray(64);
    return hash(seal, data) === kept.toString("latin1", 0, 64) ? data : undefined;
  } catch {
    return undefined;
  }
}

function write(entry, part, seal, data) {
  const file = fileOf(entry, part);
  const bytes = Buffer.from(data);
  try {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, Buffer.concat([Buffer.from(hash(seal, bytes)), bytes]));
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // The next run takes longer.
  }
}

module.exports = { keepPart, keepScript, keptPart, keptScript };
