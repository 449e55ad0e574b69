import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";

const root = join(__dirname, "../..");
const compiler = join(root, "node_modules/typescript-7/bin/tsc");
const NO_SOURCE = ["cdktf.out", "tsconfig.json"];
const EXPECTED = /\/\*(TS\d+): (.+?)\*\/ */g;
/** Further lines of a message are indented. */
const FOUND = /^(.+?)\((\d+),(\d+)\): error (TS\d+): (.*(?:\n .*)*)/gm;

/** By the file's path in the project: its text. */
export type Files = Readonly<Record<string, string>>;

interface Diagnostic {
  readonly code: string;
  /** The line from the place on, 40 characters at most. */
  readonly at: string;
  readonly message: string;
}

/** What is wrong, by file, when the project has these files, new ones or in place of its own. All are one program. */
export function errorsOf(files: Files, entries = Object.keys(files)): Readonly<Record<string, Diagnostic[]>> {
  const project = mkdtempSync(join(tmpdir(), "compile-"));
  try {
    link(project, files);
    const compilerOptions = { preserveSymlinks: true, types: ["node"] };
    const config = { extends: join(root, "tsconfig.json"), compilerOptions, include: [], files: entries };
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify(config));
    const command = [compiler, "--pretty", "false", "--checkers", "1"];
    const { stdout, stderr, error } = spawnSync(process.execPath, command, {
      cwd: project,
      encoding: "utf8",
    });
    if (error || stderr) throw error ?? new Error(stderr);
    const errors: Record<string, Diagnostic[]> = {};
    for (const [, file = "", line, column, code = "", message = ""] of stdout.matchAll(FOUND)) {
      const text = readFileSync(join(project, file), "utf8").split("\n")[Number(line) - 1] ?? "";
      errors[file] = [
        ...(errors[file] ?? []),
        { code, at: text.slice(Number(column) - 1).slice(0, 40), message },
      ];
    }
    return errors;
  } finally {
    rmSync(project, { recursive: true });
  }
}

/** The errors that comments before their places announce: `/*TS2322: Property 'lock' is missing*\/ "GET /pets"`. */
export function expectedIn(text: string): Diagnostic[] {
  return [...text.matchAll(EXPECTED)].map(({ 0: { length }, 1: code = "", 2: part = "", index }) => ({
    code,
    at:
      text
        .slice(index + length)
        .split("\n", 1)[0]
        ?.slice(0, 40) ?? "",
    message: expect.stringContaining(part),
  }));
}

/** Links to the project's files, but for folders on the way to a file that is given. */
function link(project: string, files: Files): void {
  const folders = new Set(["."]);
  for (const file of Object.keys(files))
    for (let folder = dirname(file); folder !== "."; folder = dirname(folder)) folders.add(folder);
  for (const folder of folders) {
    mkdirSync(join(project, folder), { recursive: true });
    for (const name of readdirSync(join(root, folder))) {
      const path = relative(root, join(root, folder, name));
      if (folders.has(path) || path in files || NO_SOURCE.includes(path)) continue;
      symlinkSync(join(root, path), join(project, path));
    }
  }
  for (const [file, text] of Object.entries(files)) writeFileSync(join(project, file), text);
}
