import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";

/**
 * A clone as Git for Windows makes it, with `core.autocrlf`, synthesizes the same bytes. The clone is made
 * of the working tree, committed to a temporary repository.
 */

jest.setTimeout(300_000);

const root = join(__dirname, "../..");
/** Names that Git ignores. */
const NO_SOURCE = ["node_modules", "cdktf.out", ".git", ".gatehouse", ".terraform", "coverage"];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "clone-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Git's settings on this machine must not change the result. */
const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
const git = (cwd: string, ...args: readonly string[]) =>
  execFileSync("git", args, { cwd, env, stdio: "pipe" });

function cloned(attributes: "with" | "without"): string {
  const origin = join(folder, `origin-${attributes}`);
  cpSync(root, origin, {
    recursive: true,
    filter: (path) =>
      !NO_SOURCE.includes(basename(path)) &&
      (attributes === "with" || basename(path) !== ".gitattributes") &&
      // The root of a worktree may have a link or socket of a tool; sources are files and folders.
      (statSync(path).isFile() || statSync(path).isDirectory()),
  });
  git(origin, "init", "--quiet");
  git(origin, "add", "--all");
  git(origin, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message", "all");
  const clone = join(folder, `clone-${attributes}`);
  git(folder, "clone", "--quiet", "--config", "core.autocrlf=true", origin, clone);
  return clone;
}

const endsLinesWithCrlf = (file: string) => readFileSync(file, "utf8").includes("\r\n");

test("without .gitattributes the clone has CRLF, so core.autocrlf is in effect", () => {
  expect(endsLinesWithCrlf(join(cloned("without"), "functions/authorizer/index.ts"))).toBe(true);
});

test("a clone with core.autocrlf synthesizes byte for byte what this folder does", () => {
  const clone = cloned("with");
  expect(endsLinesWithCrlf(join(clone, "functions/authorizer/index.ts"))).toBe(false);
  symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
  const here = synthesized(root, "here");
  expect(Object.keys(here).filter((name) => name.endsWith("cdk.tf.json"))).toHaveLength(3);
  expect(Object.keys(here).some((name) => name.endsWith("function.zip"))).toBe(true);
  expect(synthesized(clone, "there")).toEqual(here);
});

/** Every file that a synth writes, by its path, in base64. */
function synthesized(project: string, name: string): Readonly<Record<string, string>> {
  const outdir = join(folder, name);
  execFileSync(process.execPath, ["cli/run.js", "main.ts"], {
    cwd: project,
    env: { ...process.env, CDKTF_OUTDIR: outdir },
    stdio: "pipe",
  });
  const files = readdirSync(outdir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.map((file) => [relative(outdir, file), readFileSync(file).toString("base64")]),
  );
}
