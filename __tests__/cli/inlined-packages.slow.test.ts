import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Packages that become part of a script: cdktf and what builds on it. */

const root = join(__dirname, "../..");
const folder = join(root, "node_modules/.cache/gatehouse-inlined-test");
const entry = join(folder, "main.ts");
const { keptScript } = jest.requireActual<{
  keptScript(entry: string): { readonly text: string } | undefined;
}>("../../cli/script-cache.js");

const write = (files: Readonly<Record<string, string>>) => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};
const run = () => spawnSync(process.execPath, ["cli/run.js", entry], { cwd: root, encoding: "utf8" });

beforeEach(() => rmSync(folder, { recursive: true, force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a package that builds on constructs, and one that does not", () => {
  beforeEach(() => {
    write({
      "node_modules/built/package.json": '{ "name": "built", "peerDependencies": { "constructs": "*" } }',
      "node_modules/built/index.js":
        'const { Construct } = require("constructs");\nexports.Built = class extends Construct {};\nexports.version = "one";\n',
      "node_modules/plain/package.json": '{ "name": "plain" }',
      "node_modules/plain/index.js": "exports.place = __filename;\n",
      "main.ts":
        'import { App } from "cdktf";\nimport { Construct } from "constructs";\nimport { Built, version } from "built";\nimport { place } from "plain";\nconst built = new Built(new App({ outdir: "node_modules/.cache/gatehouse-inlined-test/out" }), "b");\nconsole.log(version, built instanceof Construct, place.endsWith("plain/index.js"));\n',
    });
    expect(run()).toMatchObject({ stdout: "one true true\n", stderr: "" });
  });

  test("the script has the one, and loads the other", () => {
    const { text = "" } = keptScript(entry) ?? {};
    expect(text).toContain('exports2.version = "one"');
    expect(text).toContain('require("plain")');
    expect(text).not.toContain('require("cdktf")');
  });

  test.each<[name: string, change: Readonly<Record<string, string>>, printed: string]>([
    [
      "a file of the package",
      {
        "node_modules/built/index.js":
          'exports.Built = require("constructs").Construct;\nexports.version = "two";\n',
      },
      "two true true\n",
    ],
    [
      "its package.json",
      {
        "node_modules/built/package.json":
          '{ "name": "built", "main": "other.js", "peerDependencies": { "constructs": "*" } }',
        "node_modules/built/other.js":
          'exports.Built = require("constructs").Construct;\nexports.version = "other";\n',
      },
      "other true true\n",
    ],
  ])("nothing is used again after a change of %s", (_, change, printed) => {
    expect(keptScript(entry)).toBeDefined();
    write(change);
    expect(keptScript(entry)).toBeUndefined();
    expect(run().stdout).toBe(printed);
  });
});

const APP =
  'import { join } from "node:path";\nimport { App, AssetType, Lazy, TerraformAsset, TerraformOutput, TerraformStack } from "cdktf";\nconst app = new App({ outdir: join(__dirname, "out") });\nconst stack = new TerraformStack(app, "stack");\n';

test("cdktf zips the folder of an asset, by a program of its own", () => {
  write({
    "zipped/a.txt": "a",
    "main.ts": `${APP}new TerraformAsset(stack, "asset", { path: join(__dirname, "zipped"), type: AssetType.ARCHIVE });\napp.synth();\n`,
  });
  expect(run()).toMatchObject({ status: 0, stderr: "" });
  expect(readdirSync(join(folder, "out/stacks/stack/assets"), { recursive: true })).toContainEqual(
    expect.stringMatching(/archive\.zip$/),
  );
});

test("an error names the project's place of what cdktf could not resolve", () => {
  write({
    "main.ts": `${APP}const never = () => {\n  throw new Error("never");\n};\nnew TerraformOutput(stack, "output", { value: Lazy.stringValue({ produce: never }) });\napp.synth();\n`,
  });
  const { status, stderr } = run();
  expect({ status, first: stderr.split("\n")[0] }).toEqual({
    status: 1,
    first: expect.stringMatching(/gatehouse-inlined-test\/main\.ts:6:9: Error: Resolution error: never\.$/),
  });
  expect(stderr).toMatch(/main\.ts:8:52/);
  expect(stderr).not.toMatch(/main\.ts:\d{4}/);
});
