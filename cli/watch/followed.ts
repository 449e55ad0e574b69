import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Project } from "../sources/project";

/** The paths that are followed. All are absolute; a path that does not exist yet is followed too. */
export interface Followed {
  /** By their content. */
  readonly files: ReadonlySet<string>;
  /** By the names of the source files in them, and by where they really are. */
  readonly folders: ReadonlySet<string>;
  /** By everything below them. */
  readonly trees: ReadonlySet<string>;
  /** Folders in `trees` that are left out. */
  readonly ignored: ReadonlySet<string>;
}

/** What a synth loaded and read, as its process reported. */
export interface Inputs {
  /** Whether the app's own files are among them, not only those of function bundles. */
  readonly isWhole: boolean;
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/** Files of a project that matter and that its app does not load. */
const SETTINGS = [
  "cdktf.json",
  "gatehouse.json",
  "package.json",
  "tsconfig.json",
  "node_modules/.package-lock.json",
];

/**
 * The files that a synth loaded, the settings, and the folders of both. The whole project if the synth failed, or if its
 * app reports nothing because `cli/run.js` does not run it.
 *
 * @param ignored folders that are written to by the gate
 */
export function followedBy(
  project: Project,
  { files, folders, isWhole }: Inputs,
  { failed, ignored }: { readonly failed: boolean; readonly ignored: readonly string[] },
): Followed {
  return {
    files: new Set([...files, ...SETTINGS.map((name) => join(project.root, name))]),
    folders: new Set([project.root, ...files.map(dirname), ...folders]),
    trees: new Set(failed || !isWhole ? [project.root] : []),
    ignored: new Set([project.output, ...ignored]),
  };
}

/** A folder of synthesized Terraform as it stands. */
export function followedOutput(folder: string): Followed {
  return {
    files: new Set([join(folder, "manifest.json")]),
    folders: new Set(),
    trees: new Set([join(folder, "stacks")]),
    ignored: new Set(),
  };
}

/** Files, and folders with everything below them. */
export function followedPlaces({
  files,
  ignored,
  trees,
}: Readonly<Record<"files" | "ignored" | "trees", readonly string[]>>): Followed {
  return {
    files: new Set(files),
    folders: new Set(),
    trees: new Set(trees),
    ignored: new Set(ignored),
  };
}

/** Both: after a failure, the files that were loaded before still matter. */
export function together(a: Followed, b: Followed): Followed {
  const both = (name: keyof Followed) => new Set([...a[name], ...b[name]]);
  return { files: both("files"), folders: both("folders"), trees: both("trees"), ignored: both("ignored") };
}

/**
 * Runs a synth that reports its inputs.
 *
 * @param run gets the variables to start the app with
 * @returns also the error that `run` threw, since the inputs that were read until then are followed
 */
export async function withInputs(
  run: (environment: Readonly<Record<string, string>>) => Promise<void>,
): Promise<{ readonly inputs: Inputs; readonly error?: unknown }> {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-inputs-"));
  const file = join(folder, "inputs");
  try {
    let error: unknown;
    await run({ GATEHOUSE_INPUTS: file }).catch((thrown: unknown) => {
      error = thrown;
    });
    return { inputs: readInputs(file), ...(error !== undefined && { error }) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readInputs(file: string): Inputs {
  let lines: { app?: boolean; files: string[]; folders: string[] }[];
  try {
    const text = readFileSync(file, "utf8").trim();
    lines = text.split("\n").map((line) => JSON.parse(line));
  } catch {
    return { isWhole: false, files: [], folders: [] };
  }
  return {
    isWhole: lines.some(({ app }) => app === true),
    files: lines.flatMap(({ files }) => files),
    folders: lines.flatMap(({ folders }) => folders),
  };
}
