import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Which npm script runs a suite that `npm test` leaves out, or of which it runs a part; and that something runs each script:
 * `.ci/run`, a campaign of `.ci/campaigns`, or a workflow itself.
 */

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

/** Scripts that a text runs, such as a step of `.ci/run`. */
const ran = (text: string): readonly string[] =>
  [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = ""]) => name);
const read = (path: string) => readFileSync(join(root, path), "utf8");

const workflows = readdirSync(join(root, ".github/workflows"));
const once = ran(`${read(".ci/run")}\n${read(".ci/campaigns")}`);

/** Scripts that no workflow runs, and why. */
const BY_HAND: Readonly<Record<string, string>> = {
  "test:mutated": "a part of npm test and a part of test:slow, for work on them",
  "test:schema": "asks for a checker that is not part of this project",
};

test("each suite that npm test leaves out is run by a script, and not twice by .ci/run and .ci/campaigns", () => {
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
  const ofSteps = (file: string) => runs(file).filter((name) => once.includes(name));
  expect(left.filter((file) => ofSteps(file).length > 1)).toEqual([]);
  expect(left.filter((file) => /slow|attacks/.test(file) && ofSteps(file).length !== 1)).toEqual([]);
});

test("each script that shows something is run by a workflow", () => {
  const inWorkflows = workflows.flatMap((file) => ran(read(`.github/workflows/${file}`)));
  const shows = Object.keys(scripts).filter((name) => /^(test:|security$|demo$)/.test(name));
  expect(shows.length).toBeGreaterThan(18);
  const missing = shows.filter((name) => !once.includes(name) && !inWorkflows.includes(name));
  expect(missing.sort()).toEqual(Object.keys(BY_HAND).sort());
  expect(workflows.filter((file) => /run: \.ci\/run$/m.test(read(`.github/workflows/${file}`)))).toEqual([
    "pull-request.yml",
    "release.yml",
  ]);
});

test("each campaign is run by a job of its own, and by .ci/campaigns without a name", () => {
  const script = read(".ci/campaigns");
  const named = [...script.matchAll(/^ {4}([a-z-]+)\) /gm)].map(([, name = ""]) => name);
  expect(named.length).toBeGreaterThan(9);
  const all = /set -- (.*)/.exec(script)?.[1]?.split(" ") ?? [];
  expect([...all].sort()).toEqual([...named].sort());
  const jobs = [...read(".github/workflows/campaigns.yml").matchAll(/campaign: \[(.*)\]/g)];
  const machines = jobs.flatMap(([, names = ""]) => names.split(", "));
  expect([...machines].sort()).toEqual([...named].sort());
  for (const file of ["pull-request.yml", "release.yml"])
    expect(read(`.github/workflows/${file}`)).toContain("uses: $/.github/workflows/campaigns.yml\n");
});
