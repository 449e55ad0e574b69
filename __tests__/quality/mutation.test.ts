import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Mutation testing measures all authorization code, and its reasons are about code that is there. */

const root = join(__dirname, "../..");
const read = (name: string) => JSON.parse(readFileSync(join(root, "quality/mutation", name), "utf8"));

interface Slice {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

interface Reason {
  readonly line: string;
  readonly code: string;
  readonly to: string;
  readonly why: string;
}

const slices = Object.assign({}, ...Object.values(read("slices.json"))) as Readonly<Record<string, Slice>>;
const reasons = read("reasons.json") as Readonly<Record<string, readonly Reason[]>>;

const AUTHORIZATION = [
  "contract",
  "functions/authorizer",
  "functions/token-verifier",
  "terraform/access/decide",
  "terraform/access/iam",
];

/** Tables and texts, which decide about no call. */
const NOT_MEASURED = [
  "contract/aws-limit.ts",
  "contract/aws-limits.ts",
  "contract/deployed-types.ts",
  "contract/did-you-mean.ts",
  "contract/errors.ts",
];

test("each file of the authorization code is in exactly one slice", () => {
  const files = AUTHORIZATION.flatMap(sourcesIn).filter((file) => !NOT_MEASURED.includes(file));
  expect(files.length).toBeGreaterThan(40);
  const slicesOf = (file: string) => Object.entries(slices).filter(([, slice]) => mutates(slice, file));
  expect(files.filter((file) => slicesOf(file).length !== 1)).toEqual([]);
});

test.each(Object.entries(slices))("each pattern of the slice %s fits a file", (_, { mutate, tests }) => {
  const sources = [
    ...new Set(mutate.map((pattern) => pattern.replace(/^!/, "").split("/")[0] ?? "")),
  ].flatMap(sourcesIn);
  const testFiles = sourcesIn("__tests__");
  const idle = [
    ...mutate
      .flatMap(alternatives)
      .filter((pattern) => !NOT_MEASURED.includes(pattern))
      .filter((pattern) => !sources.some((file) => fits(file, pattern))),
    ...tests
      .flatMap(alternatives)
      .filter((pattern) => !testFiles.some((file) => fits(file, `__tests__/${pattern}.test.ts`))),
  ];
  expect(idle).toEqual([]);
});

test("each reason is about a line that is there", () => {
  const stale = Object.entries(reasons).flatMap(([file, entries]) => {
    const lines = existsSync(join(root, file))
      ? readFileSync(join(root, file), "utf8")
          .split("\n")
          .map((line) => line.trim())
      : [];
    return entries.filter(({ line }) => !lines.includes(line)).map(({ line }) => `${file}: ${line}`);
  });
  expect(stale).toEqual([]);
});

describe("a report", () => {
  const { scoreOf, countsOf, unexplained, unneeded } = require("../../quality/mutation/report.cjs");
  const mutant = (status: string, line: number, from: number, to: number, replacement: string) => ({
    status,
    replacement,
    location: { start: { line, column: from }, end: { line, column: to } },
  });
  const source = "const a = 1;\n  if (known) return known;\n";
  const mutants = [
    mutant("Survived", 2, 7, 12, "false"),
    mutant("Killed", 2, 7, 12, "true"),
    mutant("Timeout", 1, 11, 12, "2"),
    mutant("NoCoverage", 1, 11, 12, "3"),
    mutant("RuntimeError", 1, 11, 12, "4"),
  ];
  const reports = [{ files: { "a.ts": { source, mutants } } }];
  const reason = { line: "if (known) return known;", code: "known", to: "false", why: "Only slower" };

  test("counts each outcome, and leaves errors out of the score", () => {
    expect(countsOf(reports)).toMatchObject({ killed: 1, timeout: 1, survived: 1, uncovered: 1, error: 1 });
    expect(scoreOf(countsOf(reports))).toBe(50);
  });

  test("names the survivors without a reason by line, code and change", () => {
    expect(unexplained(reports, { "a.ts": [reason] })).toEqual([
      { file: "a.ts", line: "const a = 1;", code: "1", to: "3" },
    ]);
    expect(unexplained(reports, { "b.ts": [reason] })).toHaveLength(2);
  });

  test("names the reasons of killed mutants, and none of files that were not measured", () => {
    const killed = { ...reason, to: "true" };
    expect(unneeded(reports, { "a.ts": [reason, killed], "b.ts": [reason] })).toEqual([
      { file: "a.ts", ...killed },
    ]);
  });
});

function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((file) => file.endsWith(".ts"));
}

function mutates({ mutate }: Slice, file: string): boolean {
  const isIn = (patterns: readonly string[]) =>
    patterns.flatMap(alternatives).some((pattern) => fits(file, pattern));
  return (
    isIn(mutate.filter((pattern) => !pattern.startsWith("!"))) &&
    !isIn(mutate.filter((pattern) => pattern.startsWith("!")))
  );
}

/** `a/{b,c}.ts` is two patterns. A leading `!` is left out. */
function alternatives(pattern: string): string[] {
  const [, before = "", words = "", after = ""] = /^!?([^{]*)\{([^}]*)\}(.*)$/.exec(pattern) ?? [];
  if (words === "") return [pattern.replace(/^!/, "")];
  return words.split(",").flatMap((word) => alternatives(`${before}${word}${after}`));
}

/** `*` stands for any text without a slash. */
function fits(file: string, pattern: string): boolean {
  const text = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^/]*");
  return new RegExp(`^${text}$`).test(file);
}
