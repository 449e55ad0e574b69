import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { countsOf, scoreOf, unexplained, unneeded } from "./report.cjs";

const LOWEST_SCORE = 95;

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const read = (path) => JSON.parse(readFileSync(at(path), "utf8"));

const groups = read("slices.json");
const known = Object.values(groups).flatMap(Object.keys);
const slices = process.argv.slice(2).flatMap((name) => (groups[name] ? Object.keys(groups[name]) : [name]));
const odd = slices.find((slice) => !known.includes(slice));
if (slices.length === 0 || odd !== undefined) {
  throw new Error(`found ${odd ?? "nothing"}, expected of ${Object.keys(groups)}, ${known}`);
}

/** One run for each slice, so that a mutant meets only the tests that are about it. */
for (const slice of slices) {
  const stryker = at("node_modules/@stryker-mutator/core/bin/stryker.js");
  const { status } = spawnSync(process.execPath, [stryker, "run", "quality/mutation/stryker.config.mjs"], {
    cwd: at("../.."),
    env: { ...process.env, SLICE: slice },
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}

const reports = slices.map((slice) => read(`reports/${slice}.json`));
const reasons = read("reasons.json");
const rows = [
  ...reports.map((report, i) => ({ slice: slices[i], ...countsOf([report]) })),
  { slice: "all", ...countsOf(reports) },
];
console.table(rows.map((row) => ({ ...row, score: scoreOf(row).toFixed(2) })));

print("Survivors without a reason in reasons.json", unexplained(reports, reasons));
const stale = unneeded(reports, reasons);
print("Reasons in reasons.json whose mutant does not survive", stale);
process.exit(stale.length > 0 || scoreOf(countsOf(reports)) < LOWEST_SCORE ? 1 : 0);

function print(title, mutants) {
  console.log(`\n${title}: ${mutants.length}`);
  for (const { file, line, code, to } of mutants) console.log(`${file}: ${line}\n    ${code} => ${to}`);
}
