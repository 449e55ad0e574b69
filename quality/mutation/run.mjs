import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const groups = JSON.parse(readFileSync(at("slices.json"), "utf8"));
const slices = process.argv.slice(2).flatMap((name) => (groups[name] ? Object.keys(groups[name]) : [name]));
const known = Object.values(groups).flatMap(Object.keys);
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

const rows = slices.map((slice) => ({ slice, ...countsOf(slice) }));
console.table([...rows, { slice: "all", ...total(rows) }].map(withScore));

function countsOf(slice) {
  const { files } = JSON.parse(readFileSync(at(`reports/${slice}.json`), "utf8"));
  const mutants = Object.values(files).flatMap((file) => file.mutants);
  const of = (status) => mutants.filter((mutant) => mutant.status === status).length;
  return {
    killed: of("Killed"),
    timeout: of("Timeout"),
    survived: of("Survived"),
    uncovered: of("NoCoverage"),
    error: of("RuntimeError"),
    ignored: of("Ignored"),
  };
}

function total(rows) {
  const sum = {};
  for (const { slice, ...counts } of rows) {
    for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
  }
  return sum;
}

/** Per cent of the mutants that compile, load and are not left out. */
function withScore(counts) {
  const detected = counts.killed + counts.timeout;
  const score = (100 * detected) / (detected + counts.survived + counts.uncovered);
  return { ...counts, score: score.toFixed(2) };
}
