import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/** The script of a file is used again while what it was made of is the same, and not a change longer. */

const root = join(__dirname, "../..");
const cache = join(root, "node_modules/.cache/gatehouse");
/** At a fixed place, so that each run of this test replaces what the last one kept. */
const folder = join(root, "node_modules/.cache/gatehouse-script-test");
const entry = join(folder, "main.ts");
const { keptScript } = jest.requireActual<{ keptScript(entry: string): unknown }>(
  "../../cli/script-cache.js",
);

const SOURCES = {
  "main.ts":
    'import { name } from "./lib";\nimport { linked } from "./link/value";\nimport data from "./data.json";\nconsole.log(name, linked, data.n);\n',
  "lib/index.ts": 'export const name: string = "one";\n',
  "data.json": '{ "n": 1 }',
  "first/value.ts": 'export const linked = "first";\n',
  "other/value.ts": 'export const linked = "other";\n',
};

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const link = (to: string) => {
  rmSync(join(folder, "link"), { force: true });
  symlinkSync(to, join(folder, "link"));
};
const run = () => spawnSync(process.execPath, ["cli/run.js", entry], { cwd: root, encoding: "utf8" });

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(SOURCES)) write(path, text);
  link("first");
  expect(run().stdout).toBe("one first 1\n");
  expect(keptScript(entry)).toBeDefined();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("what did not change is used again, with the same result", () => {
  expect(run().stdout).toBe("one first 1\n");
  expect(keptScript(entry)).toBeDefined();
});

test.each<[name: string, change: () => void, printed: string]>([
  [
    "the content of a source, of the same size and time",
    () => {
      const { atime, mtime } = statSync(join(folder, "lib/index.ts"));
      write("lib/index.ts", SOURCES["lib/index.ts"].replace("one", "two"));
      utimesSync(join(folder, "lib/index.ts"), atime, mtime);
    },
    "two first 1\n",
  ],
  ["a JSON document", () => write("data.json", '{ "n": 2 }'), "one first 2\n"],
  ["a file that an import now means", () => write("lib.ts", 'export const name = "new";'), "new first 1\n"],
  ["where a link leads", () => link("other"), "one other 1\n"],
  ["settings beside a source", () => write("lib/tsconfig.json", "{}"), "one first 1\n"],
])("nothing is used again after a change of %s", (_, change, printed) => {
  change();
  expect(keptScript(entry)).toBeUndefined();
  expect(run().stdout).toBe(printed);
});

test.each(["inputs", "js", "map", "code"])("a broken %s is made anew", (part) => {
  write("main.ts", `${SOURCES["main.ts"]}throw new Error("late");\n`);
  const { stdout } = run();
  const newest = readdirSync(cache)
    .filter((name) => name.endsWith(`.script.${part}`))
    .map((name) => join(cache, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0] as string;
  const bytes = readFileSync(newest);
  bytes.write("broken", bytes.length >> 1);
  writeFileSync(newest, bytes);
  expect(run()).toMatchObject({ stdout, stderr: expect.stringMatching(/main\.ts:5:7: Error: late\n/) });
});

test("the place of an error is the same the second time", () => {
  write("main.ts", 'import { name } from "./lib";\n\nthrow new Error(name as string);\n');
  const [first, second] = [run(), run()];
  expect(first.stderr).toMatch(/main\.ts:3:7: Error: one\n/);
  expect(second).toMatchObject({ stderr: first.stderr, status: 1 });
});

test("a file that does not compile is never kept", () => {
  write("lib/index.ts", "\nexport const name = ;\n");
  for (const { status, stderr } of [run(), run()]) {
    expect(status).toBe(1);
    expect(stderr).toContain("lib/index.ts:2:20");
  }
  expect(keptScript(entry)).toBeUndefined();
});

/** Prints whether V8 took the code that was kept of the command's script. */
const TELLS_CODE = `data:text/javascript,
  import vm from "node:vm";
  const { Script } = vm;
  vm.Script = class extends Script {
    constructor(text, options) {
      super(text, options);
      console.error("kept:", options.cachedData !== undefined, "rejected:", this.cachedDataRejected);
    }
  };`;

test("the command runs the code that V8 made of it the last time", () => {
  const version = () =>
    spawnSync(process.execPath, ["--import", TELLS_CODE, "cli/bin.js", "--version"], {
      cwd: root,
      encoding: "utf8",
    });
  version();
  expect(version().stderr).toBe("kept: true rejected: false\n");
});
