import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A clone in which npm has installed nothing yet. */

const clone = realpathSync(mkdtempSync(join(tmpdir(), "gatehouse-without-packages-")));
const cli = join(__dirname, "../../cli");
afterAll(() => rmSync(clone, { recursive: true }));

test("the command says in one line what is to be run first", () => {
  for (const file of [
    "bin.js",
    "main.ts",
    "run.js",
    "inputs.js",
    "kept-code.js",
    "script-cache.js",
    "inlined-packages.js",
    "bundle.js",
  ])
    cpSync(join(cli, file), join(clone, "cli", file));
  const { status, stderr, stdout } = spawnSync(process.execPath, ["cli/bin.js", "access"], {
    cwd: clone,
    encoding: "utf8",
    env: { PATH: process.env.PATH },
  });
  expect({ status, stderr, stdout }).toEqual({
    status: 1,
    stderr: `The packages of ${clone} are not installed: run "npm ci" there first.\n`,
    stdout: "",
  });
});
