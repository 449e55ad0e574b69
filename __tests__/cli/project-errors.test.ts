import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gatehouse } from "../../cli/gatehouse";

/** What a command says and how it ends in a folder without a project, or whose app fails. */

const before = process.cwd();
let folder: string;
let said: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gatehouse-project-"));
  process.chdir(folder);
  said = "";
  jest.spyOn(process.stderr, "write").mockImplementation((text) => {
    said += text;
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

test("an app that fails is an error in what was read: status 1", async () => {
  writeFileSync("cdktf.json", JSON.stringify({ app: "echo refused && exit 3" }));
  expect(await gatehouse(["synth"])).toBe(1);
  expect(said).toContain("The synth stopped. refused");
});

test("of an error in a package, the message comes first, and then only frames of the project's files", async () => {
  mkdirSync("node_modules/declared", { recursive: true });
  const minified = `"use strict";${"/*x*/".repeat(2_000)}exports.check=()=>{throw Object.assign(new TypeError("\\"GET /pets\\" has no lock"),{code:"LOCK_MISSING"})};`;
  writeFileSync("node_modules/declared/index.js", minified);
  writeFileSync("app.js", 'function build() {\n  require("declared").check();\n}\nbuild();\n');
  writeFileSync("cdktf.json", JSON.stringify({ app: `"${process.execPath}" app.js` }));
  expect(await gatehouse(["synth"])).toBe(1);
  const [first, ...frames] = said.split("\n");
  expect(first).toBe('gatehouse: The synth stopped. TypeError: "GET /pets" has no lock');
  expect(said).toContain("LOCK_MISSING");
  const shown = frames.filter((line) => /^\s+at /.test(line));
  expect(shown.length).toBe(2);
  for (const frame of shown) expect(frame).toMatch(/app\.js:\d+:\d+\)?( \{)?$/);
});

test.each([
  ['HOLDER_UNKNOWN: routes["GET /pets"].roles[0] is "usr".', "access/routes.ts:3: "],
  ['VERB_UNKNOWN: The route "GETT /pets" has the verb "GETT".', "access/routes.ts:4: "],
  ['FIELD_MISSING: roles.admin has no field "description".', "access/roles.ts:1: "],
  ["VALUE_INVALID: limits is null.", "access/limits.ts: "],
  ['ROUTE_TAKEN: Route "GET /keys" is made by selfServiceKeys.', ""],
  ["VALUE_INVALID: systems.shop is null.", ""],
])("a declaration is refused with the file and line that have it: %s", async (message, place) => {
  mkdirSync("access");
  writeFileSync(
    "access/routes.ts",
    'export const routes = {\n  // "GET /pets": {},\n  "GET /pets": {},\n  \'GETT /pets\': {},\n};\n',
  );
  writeFileSync("access/roles.ts", "admin: {},\n");
  writeFileSync("access/limits.ts", "");
  writeFileSync("app.js", `console.error(${JSON.stringify(message)}); process.exitCode = 1;`);
  writeFileSync("cdktf.json", JSON.stringify({ app: `"${process.execPath}" app.js` }));
  expect(await gatehouse(["synth"])).toBe(1);
  expect(said).toBe(`gatehouse: The synth stopped. ${place}${message}\n`);
});

test.each([
  [["synth"], "run it in a Gatehouse project."],
  [["init"], "run `cdktf init --template=typescript` there first."],
  [["start"], "run it in a Gatehouse project, or give --from PATH."],
])("without a project, %j says what to do, with options that it has", async (words, what) => {
  expect(await gatehouse(words)).toBe(2);
  expect(said).toContain(`or above it; ${what}\n`);
});
