import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { manifest, npxGatehouse } from "../../cli/version";
import { root } from "./markdown";

/**
 * The npm package that is called `gatehouse` belongs to another project, and a bare `npx gatehouse` fetches and runs it
 * where this package is not installed.
 */

const { name, version } = manifest();

/** Files whose every command runs where this package is installed, and why. */
const INSTALLED: Readonly<Record<string, string>> = {
  ".github/workflows/deploy.yml": "after npm ci of this repository",
  ".github/workflows/pull-request.yml": "after npm ci of this repository",
  "README.md": "after npm ci of this repository",
  "docs/architecture.md": "follows a command through this repository",
  "docs/clients.md": "of a gate of this project",
  "docs/constructs.md": "of a project whose constructs come from this package",
  "docs/decisions/0015-cdktf-is-archived.md": "of this project",
  "docs/declaring.md": "changes this project",
  "docs/deploying.md": "deploys this project",
  "docs/destroy.md": "destroys this project",
  "docs/faq.md": "warns of it",
  "docs/gate-page.md": "of a gate of this project",
  "docs/http-apis.md": "of a gate of this project, but for what it reads",
  "docs/guard-rules.md": "its first line names the command; reviewing.md says how to call it elsewhere",
  "docs/login.md": "of a gate of this project",
  "docs/operating.md": "of a gate of this project",
  "docs/local-gate.md": "serves this project, but for --from",
  "docs/package.md": "of a project that has installed it from its file",
  "docs/migrating-to-cdktn.md": "of a project that installs this package",
  "docs/reviewing.md": "warns of it",
  "docs/served-terraform.md": "says how a clone calls it",
  "docs/sign-in.md": "of a gate of this project",
  "quality/clients": "of a gate of this project",
  "quality/generate/guard-rules-page.ts": "writes docs/guard-rules.md",
  "cli/version.ts": "chooses the words of a hint",
  __tests__: "tests",
};

/** Folders that commands write, or of packages. */
const SKIPPED = ["node_modules", "dist", "cdktf.out", "coverage", ".git", ".gatehouse", ".venv", "reports"];

const files = filesIn("")
  .filter((file) => /\.(md|ts|js|mjs|yml|json)$/.test(file) || file.startsWith(".ci/"))
  .map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.includes(entry.name) ? [] : filesIn(path);
    return entry.isFile() ? [path] : [];
  });
}

const bare = files.filter(({ text }) => /npx (--yes |-y )?gatehouse/.test(text)).map(({ file }) => file);

test("a bare npx gatehouse is only where this package is installed", () => {
  const known = (file: string) => Object.keys(INSTALLED).find((one) => `${file}/`.startsWith(`${one}/`));
  expect(bare.filter((file) => known(file) === undefined)).toEqual([]);
  expect(new Set(bare.map(known))).toEqual(new Set(Object.keys(INSTALLED)));
});

test("what reads Terraform from elsewhere never has it", () => {
  const text = files.map((one) => one.text).join("\n");
  expect(text).not.toMatch(/^npx gatehouse .*--from infra/m);
});

test("a call by --package names this package and its version", () => {
  const named = files
    .filter(({ file }) => file.endsWith(".md") && file !== "CHANGELOG.md")
    .flatMap(({ text }) => [...text.matchAll(/--package ([^\s$]+) gatehouse/g)].map(([, one]) => one));
  expect(named.length).toBeGreaterThan(2);
  expect(new Set(named)).toEqual(new Set([`${name}@${version}`]));
});

test("a hint is bare here, and names the package where it is not installed", () => {
  expect(npxGatehouse(join(root, "docs"))).toBe("npx gatehouse");
  expect(npxGatehouse(tmpdir())).toBe(`npx --package ${name}@${version} gatehouse`);
});
