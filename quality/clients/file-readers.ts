/** The programs that read what `gatehouse client` writes, and the folder in which they find it. */
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const FOLDER = join(__dirname, "files");
/** Below the packages that the files' readers are. */
export const WRITTEN = join(FOLDER, "written");
/** Of packages with a command, the file that it runs. */
const PROGRAMS = {
  httpyac: "httpyac/bin/httpyac.js",
  "openapi-typescript": "openapi-typescript/bin/cli.js",
  redocly: "@redocly/cli/bin/cli.js",
  tsc: "typescript/bin/tsc",
} as const;

export function program(
  name: keyof typeof PROGRAMS,
  ...args: readonly string[]
): { readonly status: number | null; readonly out: string; readonly err: string } {
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [join(FOLDER, "node_modules", PROGRAMS[name]), ...args],
    {
      cwd: WRITTEN,
      encoding: "utf8",
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    },
  );
  return { status, out: stdout, err: stderr };
}

/** @throws where the program ends otherwise */
export function passes(name: keyof typeof PROGRAMS, ...args: readonly string[]): string {
  const { err, out, status } = program(name, ...args);
  if (status !== 0) throw new Error(`${name} ${args.join(" ")} ended with ${status}:\n${out}${err}`);
  return out;
}

/** @throws where the program accepts what is wrong: then it would prove nothing of what is right */
export function refuses(what: string, name: keyof typeof PROGRAMS, ...args: readonly string[]): void {
  if (program(name, ...args).status === 0) throw new Error(`${name} accepts ${what}`);
}

export function node(script: string, ...args: readonly string[]): string {
  return execFileSync(process.execPath, [script, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
}

export const at = (name: string) => join(WRITTEN, name);
export const textOf = (name: string) => readFileSync(at(name), "utf8");
