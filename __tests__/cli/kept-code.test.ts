import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** An installed package runs with the code that V8 made of it the last time, and with no other. */

const folder = mkdtempSync(join(tmpdir(), "kept-code-"));
const root = join(folder, "node_modules/@owner/name");
const file = join(root, "script.js");
const cache = join(folder, "node_modules/.cache/gatehouse");
afterAll(() => rmSync(folder, { recursive: true }));

/** Prints what the script prints, then whether V8 took the code that was kept. */
const PROGRAM = `
  const vm = require("node:vm");
  const { Script } = vm;
  vm.Script = class extends Script {
    constructor(text, options) {
      super(text, options);
      process.once("exit", () => console.log(this.cachedDataRejected === false ? "kept" : "compiled"));
    }
  };
  const [, keptCode, file, root] = process.argv;
  require(keptCode).executeInstalled(file, root);`;

function run(): string {
  const { stderr, stdout } = spawnSync(
    process.execPath,
    ["-e", PROGRAM, join(__dirname, "../../cli/kept-code.js"), file, root],
    { encoding: "utf8" },
  );
  expect(stderr).toBe("");
  return stdout;
}

const kept = () => readdirSync(cache).map((name) => join(cache, name));

beforeEach(() => {
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  writeFileSync(file, 'console.log("one", typeof require, __filename.endsWith("script.js"));\n');
  expect(run()).toBe("one function true\ncompiled\n");
  expect(kept()).toHaveLength(1);
});

test("the code is used again", () => {
  expect(run()).toBe("one function true\nkept\n");
});

test("the code of another text is not, even of the same length", () => {
  writeFileSync(file, readFileSync(file, "utf8").replace("one", "two"));
  expect(run()).toBe("two function true\ncompiled\n");
});

test("broken code is made anew", () => {
  const [place = ""] = kept();
  const bytes = readFileSync(place);
  bytes.write("broken", bytes.length >> 1);
  writeFileSync(place, bytes);
  expect(run()).toBe("one function true\ncompiled\n");
  expect(run()).toBe("one function true\nkept\n");
});

test("without a folder for it, the script runs all the same", () => {
  rmSync(cache, { recursive: true });
  writeFileSync(cache, "a file");
  expect(run()).toBe("one function true\ncompiled\n");
});
