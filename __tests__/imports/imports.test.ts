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
  "quality/bench",
  "quality/generate",
  "quality/security",
  "stacks",
  "terraform",
];

interface Cruise {
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
  readonly modules: readonly { readonly source: string }[];
}

function cruise(): Cruise {
  const command = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const options = ["--config", ".dependency-cruiser.cjs", "--output-type", "json"];
  // Its exit status is the number of violations; the report names them.
  const { stdout } = spawnSync(process.execPath, [command, ...options, ...FOLDERS, "main.ts"], {
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
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  return [...FOLDERS.flatMap(below), "main.ts"];
}

test("every import is one that its folder may make, and none leads back to its own file", () => {
  const { summary, modules } = cruise();
  // With a TypeScript it does not understand, dependency-cruiser reads nothing, and nothing breaks a rule.
  const read = modules.map((module) => module.source);
  expect(sourceFiles().filter((file) => !read.includes(file))).toEqual([]);
  expect(summary.violations.map(({ from, rule, to }) => `${rule.name}: ${from} imports ${to}`)).toEqual([]);
});
