import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Client } from "./clients";

export const PYTHON = join(__dirname, "python/.venv/bin/python");

/** Installs clients aside, from their lock files, unless that has been done since these were changed. */
export const install: Readonly<Record<Client["runs"], () => void>> = {
  node: () => installPackages(join(__dirname, "node")),
  python: () => void installRequirements(join(__dirname, "python")),
};

/** Installs a folder's npm packages from its package-lock.json, unless that has been done since it was changed. */
export function installPackages(folder: string): void {
  once(join(folder, "package-lock.json"), join(folder, "node_modules"), () => {
    run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder);
  });
}

/**
 * Installs a folder's requirements.txt into its .venv, unless that has been done since it was changed.
 *
 * @returns the path of its Python
 */
export function installRequirements(folder: string): string {
  const python = join(folder, ".venv/bin/python");
  const requirements = join(folder, "requirements.txt");
  once(requirements, join(folder, ".venv"), (venv) => {
    rmSync(venv, { recursive: true, force: true });
    run("python3", ["-m", "venv", venv], folder);
    run(python, ["-m", "pip", "install", "--quiet", "--require-hashes", "-r", requirements], folder);
  });
  return python;
}

/** The packages of a folder. */
export function installNode(folder: string): void {
  once(join(folder, "package-lock.json"), join(folder, "node_modules"), () => {
    run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder);
  });
}

function once(lockFile: string, folder: string, steps: (folder: string) => void): void {
  const mark = join(folder, ".installed");
  const wanted = createHash("sha256").update(readFileSync(lockFile)).digest("hex");
  if (existsSync(mark) && readFileSync(mark, "utf8") === wanted) return;
  steps(folder);
  writeFileSync(mark, wanted);
}

/** @throws an error that names the step, so that nothing is left out unnoticed on a machine without the program */
function run(program: string, args: readonly string[], cwd: string): void {
  const { error, status } = spawnSync(program, args, { cwd, stdio: ["ignore", 2, 2] });
  if (status === 0) return;
  const why = error ? error.message : `it ended with status ${status}`;
  throw new Error(
    `The packages are not installed: ${program} ${args.join(" ")}: ${why}. They need npm, and Python 3 with the module venv.`,
  );
}
