/** Folders in which the packed package is installed, as a project that depends on it has them. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const root = join(__dirname, "../..");

const npm = (cwd: string, ...args: readonly string[]) =>
  execFileSync("npm", [...args, "--no-audit", "--no-fund"], { cwd, encoding: "utf8", stdio: "pipe" });

/** The path of the packed package, made as npm publishes it. */
export function packed(folder: string): string {
  // Its last line is the file's name; before it is what the build prints.
  const printed = npm(root, "pack", "--silent", "--pack-destination", folder);
  return join(folder, printed.trimEnd().split("\n").at(-1) as string);
}

/** An empty project with packages from the registry or from a file. */
export function projectWith(folder: string, ...packages: readonly string[]): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "shop", private: true }));
  install(folder, ...packages);
  return folder;
}

/** Adds packages to a project that is there. */
export function install(project: string, ...packages: readonly string[]): void {
  npm(project, "install", "--prefer-offline", ...packages);
}

/** What the projects are compiled, run and tested with. */
export const TOOLS = [
  "typescript@5",
  "ts-node@10",
  "tsx@4",
  "jest@29",
  "ts-jest@29",
  "@types/jest@29",
  "@types/node@20",
];

/** Links packages that are installed in this repository already, such as the 400 MB of the provider's bindings. */
export function link(project: string, names: readonly string[]): void {
  for (const name of names) {
    const target = join(project, "node_modules", name);
    // A tool of the project may have brought it.
    if (existsSync(target)) continue;
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(join(root, "node_modules", name), target);
  }
}

/** Where the command lines have what `init --template typescript` writes. */
const TEMPLATES = {
  cdktf: {
    packed: "@cdktf/cli-core@0.21.0",
    file: "cdktf-cli-core-0.21.0.tgz",
    place: "package/templates/typescript",
  },
  cdktn: {
    packed: "cdktn-cli@0.24.0",
    file: "cdktn-cli-0.24.0.tgz",
    place: "package/bundle/templates/typescript",
  },
};

/** What `cdktf init --template typescript` writes, or `cdktn init`, with its blanks filled in. */
export function initialized(by: keyof typeof TEMPLATES, scratch: string, project: string): void {
  const { file, packed, place } = TEMPLATES[by];
  npm(scratch, "pack", "--silent", packed);
  execFileSync("tar", ["xzf", file, place], { cwd: scratch });
  cpSync(join(scratch, place), project, { recursive: true });
  renameSync(join(project, "{{}}.gitignore"), join(project, ".gitignore"));
  const blanks = {
    "{{ $base }}": "shop",
    "{{projectId}}": "shop",
    "{{sendCrashReports}}": "false",
    "{{futureFlags}}": "",
  };
  for (const file of ["package.json", "cdktf.json", "main.ts"]) {
    const path = join(project, file);
    const filled = Object.entries(blanks).reduce(
      (text, [blank, value]) => text.replaceAll(blank, value),
      readFileSync(path, "utf8"),
    );
    writeFileSync(path, filled);
  }
}

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The program of a release of Node.js, from the registry. */
export function nodeOf(folder: string, release: string): string {
  const binary = `node-${process.platform}-${process.arch}`;
  const project = projectWith(join(folder, `node-${release}`), `${binary}@${release}`);
  return join(project, "node_modules", binary, "bin/node");
}

/** Runs a program of the project; a relative one is of node_modules/.bin. */
export function run(project: string, program: string, ...args: readonly string[]): Ran {
  return runOn(process.execPath, project, program, ...args);
}

/** The same with a Node.js of its own. */
export function runOn(node: string, project: string, program: string, ...args: readonly string[]): Ran {
  const file = program.startsWith("/") ? program : join(project, "node_modules/.bin", program);
  const env = { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}` };
  const { error, status, stderr, stdout } = spawnSync(file, args, { cwd: project, encoding: "utf8", env });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** Seconds of CPU that a program and its threads take: the least of three runs. */
export function cpuSeconds(project: string, program: string, ...args: readonly string[]): number {
  const times = [1, 2, 3].map(() => {
    const before = childSeconds();
    run(project, program, ...args);
    return childSeconds() - before;
  });
  return Math.min(...times);
}

/** Of all children that have ended: fields 16 and 17 of /proc/self/stat, in hundredths of a second. */
function childSeconds(): number {
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

/** Megabytes on disk, as `du` counts them. */
export function megabytes(folder: string): number {
  return Number(execFileSync("du", ["-sk", folder], { encoding: "utf8" }).split("\t")[0]) / 1024;
}
