import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { FORK, inFork, withForkImports } from "../package/fork";

export const ROOT = join(__dirname, "../..");

/** Releases of Node.js before it are too old for the fork's provider, and get its program from npm. */
const NODE = 22;

type Packages = Readonly<Record<string, unknown>>;

/** The program of a Node.js that the fork runs on. */
export function nodeFor(folder: string): string {
  if (Number(process.versions.node.split(".")[0]) >= NODE) return process.execPath;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "node", private: true }));
  const program = `node-${process.platform}-${process.arch}`;
  npm(folder, `${program}@${NODE}`);
  return join(folder, "node_modules", program, "bin/node");
}

/**
 * A copy of this project with its imports of cdktf renamed, the newest fork and its newest provider, and all other packages
 * of the lock file.
 *
 * @returns the fork's packages with the versions that were installed
 */
export function copyOnFork(copy: string): Readonly<Record<string, string>> {
  for (const file of sources()) {
    const target = join(copy, file);
    mkdirSync(dirname(target), { recursive: true });
    if (/\.[cm]?[jt]s$/.test(file))
      writeFileSync(target, withForkImports(readFileSync(join(ROOT, file), "utf8")));
    else copyFileSync(join(ROOT, file), target);
  }
  const manifest = join(copy, "package.json");
  const { devDependencies, peerDependencies, ...rest } = JSON.parse(readFileSync(manifest, "utf8"));
  writeFileSync(
    manifest,
    JSON.stringify({
      ...rest,
      devDependencies: withoutBoth(devDependencies),
      peerDependencies: withoutBoth(peerDependencies),
    }),
  );
  const packages = Object.values(FORK);
  npm(copy, "--save-dev", ...packages.map((name) => `${name}@latest`));
  return Object.fromEntries(packages.map((name) => [name, versionOf(copy, name)]));
}

/** Without cdktf and its provider under either name: the versions that this project names are not the newest. */
function withoutBoth(packages: Packages): Packages {
  const both = Object.keys(FORK).flatMap((name) => [name, inFork(name)]);
  return Object.fromEntries(Object.entries(packages).filter(([name]) => !both.includes(name)));
}

function versionOf(project: string, name: string): string {
  return JSON.parse(readFileSync(join(project, "node_modules", name, "package.json"), "utf8")).version;
}

/** Files of the project, new ones too, and none that Git ignores. */
function sources(): readonly string[] {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  return listed.split("\0").filter((file) => statSync(join(ROOT, file), { throwIfNoEntry: false })?.isFile());
}

function npm(folder: string, ...words: readonly string[]): void {
  const flags = ["--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel", "error"];
  execFileSync("npm", ["install", ...flags, ...words], { cwd: folder, stdio: ["ignore", 2, 2] });
}
