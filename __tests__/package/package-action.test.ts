import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, lstatSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./installed";

/** The action's own installation, in a copy of the repository as a runner downloads it. Packages come from the registry. */

jest.setTimeout(300_000);

const folder = mkdtempSync(join(tmpdir(), "action-"));
const copy = join(folder, "gatehouse");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const node = (...args: string[]) =>
  spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: "utf8",
    env: { ...process.env, RUNNER_TEMP: folder },
  });

beforeAll(() => {
  const files = execFileSync(
    "git",
    ["ls-files", "-z", "cli", "contract", "terraform", "gateway", "examples"],
    {
      cwd: root,
      encoding: "utf8",
    },
  ).split("\0");
  for (const file of [...files.filter((one) => one !== ""), "package.json", "package-lock.json"])
    cpSync(join(root, file), join(copy, file));
});

test("it installs less than 25 MB by the lock file, and the commands say what they say here", () => {
  expect(node("cli/action/install.js").status).toBe(0);
  const size = execFileSync("du", ["-smL", join(copy, "node_modules")], { encoding: "utf8" });
  expect(Number(size.split("\t")[0])).toBeLessThan(25);
  const guarded = ["guard", "examples/review/after", "--base", "examples/review/before"];
  for (const args of [guarded, ["access", "examples/review/after"]]) {
    const here = spawnSync(process.execPath, ["cli/bin.js", ...args], { cwd: root, encoding: "utf8" });
    expect(node("cli/bin.js", ...args).stdout).toBe(here.stdout);
  }
});

test("a second step installs nothing", () => {
  const before = lstatSync(join(copy, "node_modules")).mtimeMs;
  expect(node("cli/action/install.js")).toMatchObject({ status: 0, stdout: "", stderr: "" });
  expect(lstatSync(join(copy, "node_modules")).mtimeMs).toBe(before);
});
