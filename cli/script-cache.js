// Keeps the script of a TypeScript file and its imports between runs: making it takes most of the time of a command.
//
// This affects time only. A script is used again if every source has the content that it was made of, each folder in which
// an import was looked for has the same names, and the bundler and its settings are the same. Of packages that npm installed,
// its list is compared, and the size and time of each file: their contents are three times those of the project. What is
// absent or broken is made anew, and a folder that cannot be written is no error.
const { createHash } = require("node:crypto");
const {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} = require("node:fs");
const { dirname, join, sep } = require("node:path");
const { installedList } = require("./inlined-packages.js");

const FOLDER = join(__dirname, "../node_modules/.cache/gatehouse");
/** Files with settings that the bundler finds by itself, beside a source or above it. */
const SETTINGS = ["package.json", "tsconfig.json"];
/** Names in a folder that an import without an extension may be resolved to. */
const RESOLVABLE = /^[^.]+$|\.(?:[cm]?[jt]sx?|json)$/;

/**
 * A script.
 *
 * @param {string} entry its name: the absolute path of the file that it was made of, and the command if it has one
 * @returns `undefined` where none is kept that is still right. `seal` names the script, for `keptPart` and `keepPart`;
 *   `sources` and `folders` are paths
 */
function keptScript(entry) {
  const inputs = read(entry, "inputs", "");
  if (inputs === undefined) return undefined;
  const { folders, installed, settings, sources } = JSON.parse(inputs);
  const isSame =
    [...sources, ...settings].every(([path, of]) => of === sealOf(path)) &&
    installed.every(([path, of]) => of === stampOf(path)) &&
    folders.every(([path, of]) => of === sealOfNames(path));
  const seal = hash(inputs);
  const text = isSame ? read(entry, "js", seal)?.toString("latin1") : undefined;
  const paths = (pairs) => pairs.map(([path]) => path);
  return text === undefined
    ? undefined
    : { text, seal, sources: paths([...sources, ...installed]), folders: paths(folders) };
}

/**
 * Keeps a script.
 *
 * @param text ASCII, as esbuild writes it
 * @param {ReadonlyMap<string, string>} sources contents by path, as they were when the script was made
 * @param {ReadonlySet<string>} inlined the folders of packages that are part of it
 * @param {ReadonlySet<string>} manifests each package.json that was looked for
 * @returns its seal
 */
function keepScript(entry, { text, sources, folders, inlined, manifests }) {
  const lists = new Map([...inlined].map((folder) => [folder + sep, installedList(folder)]));
  const isInstalled = (path) => [...lists].some(([folder, list]) => list && path.startsWith(folder));
  const own = [...sources].filter(([path]) => !isInstalled(path));
  const ofPackages = [...lists.values(), ...manifests].filter((path) => path !== undefined);
  const inputs = JSON.stringify({
    sources: own.map(([path, content]) => [path, hash(content)]),
    installed: [...sources.keys()].filter(isInstalled).map((path) => [path, stampOf(path)]),
    settings: [
      ...settingsOf(own.map(([path]) => path)),
      ...[...new Set(ofPackages)].map((path) => [path, sealOf(path)]),
    ],
    folders: [...folders].filter((path) => !isInstalled(path + sep)).map((path) => [path, sealOfNames(path)]),
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
  try {
    return hash(readFileSync(path));
  } catch {
    return null;
  }
}

function stampOf(path) {
  const { mtimeMs, size } = statSync(path, { throwIfNoEntry: false }) ?? {};
  return `${size} ${mtimeMs}`;
}

/** Links may come to lead elsewhere. */
function sealOfNames(folder) {
  if (!existsSync(folder)) return null;
  const names = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => RESOLVABLE.test(name))
    .map((entry) => [entry.name, entry.isSymbolicLink() && targetOf(join(folder, entry.name))])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return hash(JSON.stringify([realpathSync.native(folder), names]));
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
  readFileSync(join(__dirname, "inlined-packages.js")),
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
