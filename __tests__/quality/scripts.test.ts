import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Which npm script runs a suite that `npm test` leaves out, or of which it runs a part. */

const root = join(__dirname, "../..");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** The patterns of paths that a script of jest's selects. */
const patterns = (script: string): readonly RegExp[] =>
  (scripts[script] ?? "")
    .split(/(?:^| )jest (?:.*--testPathPatterns )?/)[1]
    ?.split(" ")
    .map((pattern) => new RegExp(pattern)) ?? [];

const files = readdirSync(join(root, "__tests__"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => join("__tests__", file));

/** Test files that import a module of the tests, at whichever distance. */
function usersOf(module: string): readonly string[] {
  const found = new Set([module]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const file of files) {
      const text = readFileSync(join(root, file), "utf8");
      const imported = [...text.matchAll(/from "(\.[^"]+)"/g)].map(
        ([, path = ""]) => `${join(file, "..", path)}.ts`,
      );
      if (imported.some((path) => found.has(path))) found.add(file);
    }
  }
  return [...found].filter((file) => file.endsWith(".test.ts"));
}

test("test:attacks runs each suite that sends a part of an attack in npm test", () => {
  const sized = usersOf("__tests__/attacks.ts");
  expect(sized.length).toBeGreaterThan(8);
  const chosen = patterns("test:attacks");
  expect(sized.filter((file) => !chosen.some((pattern) => pattern.test(file)))).toEqual([]);
});

test("each suite that npm test leaves out is run by a script, and not twice by .ci/run", () => {
  const { testPathIgnorePatterns } = require("../../jest.config.js") as {
    readonly testPathIgnorePatterns: readonly string[];
  };
  const ignored = testPathIgnorePatterns.map((pattern) => new RegExp(pattern.replace("<rootDir>/", "^")));
  const left = files.filter(
    (file) => file.endsWith(".test.ts") && ignored.some((pattern) => pattern.test(file)),
  );
  expect(left.length).toBeGreaterThan(20);
  const names = Object.keys(scripts).filter((name) => name.startsWith("test:"));
  const runs = (file: string) => names.filter((name) => patterns(name).some((pattern) => pattern.test(file)));
  expect(left.filter((file) => runs(file).length === 0)).toEqual([]);
  const steps = readFileSync(join(root, ".ci/run"), "utf8");
  const ofSteps = (file: string) => runs(file).filter((name) => steps.includes(`npm run ${name}\n`));
  expect(left.filter((file) => ofSteps(file).length > 1)).toEqual([]);
  expect(left.filter((file) => /slow|attacks/.test(file) && ofSteps(file).length !== 1)).toEqual([]);
});
