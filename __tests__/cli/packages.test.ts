import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requirePackages } from "../../cli/packages";
import { manifest } from "../../cli/version";

/** A command that needs a package says which line installs it. */

const { name, peerDependencies, version } = manifest();

test("what is missing is named with the range that fits", () => {
  const find = (one: string) => !["dynalite", "level"].includes(one);
  expect(() => requirePackages("start", find, () => false)).toThrow(
    `"gatehouse start" needs dynalite, level, not installed here. Install them beside this package:
npm install --save-dev '${name}@${version}' 'dynalite@${peerDependencies.dynalite}' 'level@${peerDependencies.level}'`,
  );
});

test("this package is left out where the project names it, as one that was installed from a file", () => {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-packages-"));
  const line = () => {
    try {
      requirePackages("start", (one) => one !== "level");
    } catch (error) {
      return (error as Error).message.split("\n").at(-1);
    }
    return undefined;
  };
  try {
    process.chdir(folder);
    const level = `'level@${peerDependencies.level}'`;
    expect(line()).toBe(`npm install --save-dev '${name}@${version}' ${level}`);
    for (const section of ["dependencies", "devDependencies"]) {
      writeFileSync("package.json", JSON.stringify({ [section]: { [name]: "file:../gatehouse.tgz" } }));
      expect(line()).toBe(`npm install --save-dev ${level}`);
    }
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  }
});

test.each(["access", "diff", "guard", "synth", "module", "token"])("%s needs none", (command) => {
  expect(() => requirePackages(command, () => false)).not.toThrow();
});

test.each(["start", "demo"])("%s finds all that it needs in this repository", (command) => {
  expect(() => requirePackages(command)).not.toThrow();
  expect(() => requirePackages(command, () => false)).toThrow(
    expect.objectContaining({ code: "PACKAGES_MISSING" }),
  );
});
