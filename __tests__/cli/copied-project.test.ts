import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { copyProject } from "../../cli/demo/copied-project";

const work = mkdtempSync(join(tmpdir(), "gatehouse-copied-"));
const [from, to] = [join(work, "from"), join(work, "to")];
const files = {
  copied: ["main.ts", "access/routes.ts", "functions/dist/handler.js", "packages/shared/index.ts"],
  "left out": [".git/HEAD", "cdktf.out/manifest.json", "dist/a.js", "stacks/.terraform/providers/aws"],
} as const;
/** Folders whose files are reached through a link. */
const linked = ["node_modules", "packages/shared/node_modules", "web/node_modules", "examples", "docs"];

beforeAll(() => {
  const all = [...Object.values(files).flat(), ...linked.map((folder) => join(folder, "file.js"))];
  for (const name of all) {
    mkdirSync(dirname(join(from, name)), { recursive: true });
    writeFileSync(join(from, name), name);
  }
  mkdirSync(to);
  copyProject(from, to);
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

test.each(files.copied)("%s is copied", (name) => {
  expect(readFileSync(join(to, name), "utf8")).toBe(name);
  expect(lstatSync(dirname(join(to, name))).isSymbolicLink()).toBe(false);
});

test.each(files["left out"])("%s is left out", (name) => {
  expect(existsSync(join(to, name))).toBe(false);
});

test.each(linked)("%s is linked, not copied", (folder) => {
  expect(lstatSync(join(to, folder)).isSymbolicLink()).toBe(true);
  expect(existsSync(join(to, folder, "file.js"))).toBe(true);
});
