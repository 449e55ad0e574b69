// Installs what access, diff and guard need beside Node.js, for a copy of this repository without packages: the few
// packages below, in the versions and with the checksums of package-lock.json. `npm ci` would install forty times as much.
const { spawnSync } = require("node:child_process");
const { existsSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

const NEEDED = ["@cdktf/hcl2json", "esbuild", "fflate", "re2js", "valibot", "yaml"];
const ROOT = join(__dirname, "../..");

/** Ends with npm's status. Does nothing where packages are there. */
function install() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 20)) {
    process.stderr.write(
      `Gatehouse needs Node.js 20.20 or newer, found ${process.versions.node}; add actions/setup-node before it.\n`,
    );
    return 1;
  }
  if (existsSync(join(ROOT, "node_modules"))) return 0;
  const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
  const own = lock.packages[""];
  const all = { ...own.devDependencies, ...own.dependencies };
  const manifest = {
    name: "gatehouse-review",
    private: true,
    dependencies: Object.fromEntries(NEEDED.map((name) => [name, all[name]])),
  };
  const folder = mkdtempSync(join(process.env.RUNNER_TEMP || tmpdir(), "gatehouse-packages-"));
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(
    join(folder, "package-lock.json"),
    JSON.stringify({ ...lock, name: manifest.name, packages: lockedPackages(lock.packages, manifest) }),
  );
  const { status } = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: folder,
    shell: process.platform === "win32",
    stdio: "inherit",
  });
  if (status !== 0) return status ?? 1;
  symlinkSync(join(folder, "node_modules"), join(ROOT, "node_modules"), "junction");
  return 0;
}

/** The entries of the lock that the manifest reaches. The lock marks as dev what its own root has for development. */
function lockedPackages(packages, manifest) {
  const reached = {};
  const add = (name, from) => {
    const place = placeOf(packages, name, from);
    if (place === undefined || place in reached) return;
    const { dev, peer, devOptional, ...entry } = packages[place];
    reached[place] = entry;
    for (const one of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) add(one, place);
  };
  for (const name of Object.keys(manifest.dependencies)) add(name, "");
  return { "": manifest, ...reached };
}

/** Where Node.js finds a package: the nearest node_modules, from the package that asks for it upwards. */
function placeOf(packages, name, from) {
  for (let folder = from; ; ) {
    const place = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    if (place in packages) return place;
    if (folder === "") return undefined;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")));
  }
}

process.exitCode = install();
