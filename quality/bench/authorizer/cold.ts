/**
 * The authorizer's bundle: its size, and the CPU that a process spends on loading it above one that loads nothing.
 * The two kinds of process run in turns.
 *
 *     node cli/run.js quality/bench/authorizer/cold.ts
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";

const TURNS = 40;
const MAX_BYTES = 60 * 1_024;
const MAX_MILLISECONDS = 12;

const folder = mkdtempSync(join(tmpdir(), "authorizer-"));
const bundle = join(folder, "index.js");

/** A child's own user and system time, in milliseconds. */
function cpu(script: string): number {
  const report =
    "const { user, system } = process.cpuUsage(); process.stdout.write(String((user + system) / 1000));";
  const { stdout, status } = spawnSync(process.execPath, ["-e", script + report], { encoding: "utf8" });
  if (status !== 0) throw new Error("the bundle does not load");
  return Number(stdout);
}

const lowest = (values: readonly number[]) => Math.min(...values);
const middle = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

try {
  buildSync({
    entryPoints: [join(__dirname, "../../../functions/authorizer/index.ts")],
    outfile: bundle,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    format: "cjs",
  });
  const { size } = statSync(bundle);
  const loaded: number[] = [];
  const empty: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    loaded.push(cpu(`require(${JSON.stringify(bundle)});`));
    empty.push(cpu(""));
  }
  const byMinimum = lowest(loaded) - lowest(empty);
  const byMedian = middle(loaded) - middle(empty);
  const isMet = size <= MAX_BYTES && byMinimum <= MAX_MILLISECONDS;
  console.log(`bundle: ${size} bytes, at most ${MAX_BYTES}`);
  console.log(
    `cold start: ${byMinimum.toFixed(1)} / ${byMedian.toFixed(1)} ms of CPU (minima / medians) above an empty ` +
      `process of ${lowest(empty).toFixed(1)} ms, at most ${MAX_MILLISECONDS}: ${isMet ? "met" : "MISSED"}`,
  );
  if (!isMet) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
