import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What package.json says of this program. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  /** Packages that some commands need and that no installation brings by itself. */
  readonly peerDependencies: Readonly<Record<string, string>>;
}

export function manifest(): Manifest {
  return JSON.parse(readFileSync(join(__dirname, "../package.json"), "utf8")) as Manifest;
}

/** Of this program. */
export function version(): string {
  return manifest().version;
}

/**
 * The words before a command in a hint, for a shell in the working directory. The npm package that is called `gatehouse`
 * belongs to another project, and `npx gatehouse` would fetch and run it where this one is not installed.
 */
export function npxGatehouse(here = process.cwd()): string {
  const { name, version } = manifest();
  return isInstalledAt(here, name) ? "npx gatehouse" : `npx --package ${name}@${version} gatehouse`;
}

function isInstalledAt(folder: string, name: string): boolean {
  for (let here = folder; ; here = dirname(here)) {
    if (existsSync(join(here, "node_modules", name)) || nameOf(here) === name) return true;
    if (here === dirname(here)) return false;
  }
}

function nameOf(folder: string): unknown {
  try {
    return (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Partial<Manifest>).name;
  } catch {
    return undefined;
  }
}
