import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");
const FOLDERS = [
  "access",
  "cli",
  "constructs",
  "contract",
  "functions",
  "gateway",
  "library",
  "quality/bench",
  "quality/cdktn",
  "quality/clients",
  "quality/generate",
  "quality/package",
  "quality/security",
  "stacks",
  "terraform",
];

interface Violation {
  readonly from: string;
  readonly to: string;
  /** Of a circle: its files, one import after the other. */
  readonly cycle?: readonly { readonly name: string }[];
}

interface Cruise {
  readonly summary: {
    readonly violations: readonly Violation[];
  };
  readonly modules: readonly { readonly source: string }[];
}

function cruise(): Cruise {
  const command = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const options = ["--config", ".dependency-cruiser.cjs", "--output-type", "json"];
  // Its exit status is the number of violations; the report names them.
  const words = ["--max-semi-space-size=64", command, ...options, ...FOLDERS, "main.ts"];
  const { stdout } = spawnSync(process.execPath, words, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return JSON.parse(stdout) as Cruise;
}

function sourceFiles(): string[] {
  const below = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
      // Programs of clients and of peers of the benchmarks have packages of their own.
      .filter(
        ({ parentPath }) => !/node_modules|quality\/(clients\/files|bench\/synth\/programs)/.test(parentPath),
      )
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  return [...FOLDERS.flatMap(below), "main.ts"];
}

const { modules, summary } = cruise();
const circles = summary.violations.filter(({ cycle }) => cycle);

test("all files are read", () => {
  // With a TypeScript it does not understand, dependency-cruiser reads nothing, and nothing breaks a rule.
  const read = modules.map((module) => module.source);
  expect(sourceFiles().filter((file) => !read.includes(file))).toEqual([]);
});

test("every import is one that its folder may make", () => {
  const imports = summary.violations.filter((violation) => !circles.includes(violation));
  expect(imports.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

test("no files import each other in a circle", () => {
  const rings = circles.map(({ cycle = [], from }) => [from, ...cycle.map(({ name }) => name)].join(" -> "));
  expect(rings).toEqual([]);
});
