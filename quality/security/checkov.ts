/**
 * Runs checkov over the stacks of each environment and judges what it finds:
 *
 *     node cli/run.js quality/security/checkov.ts
 *
 * CHECKOV names the program; else one is installed in a Python environment under node_modules/.cache. Exit
 * status 1 with a failure that is not waived, or a waiver that matches nothing.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { environments } from "../../stacks/environments";
import { type Failure, judge, parseWaivers } from "./waivers";

const CHECKOV = "checkov==3.3.30";
const UV = "uv==0.13.9";

function main(): number {
  const checkov = findCheckov();
  if (checkov === undefined) {
    process.stdout.write("checkov: skipped, there is no Python 3 with venv here\n");
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), "checkov-"));
  try {
    const verdict = judge(
      run(checkov, folder),
      parseWaivers(readFileSync(join(__dirname, "waivers.json"), "utf8")),
    );
    for (const { check, environment, name, resource } of verdict.open)
      process.stdout.write(`${check} ${environment} ${resource}: ${name}\n`);
    for (const { check, resource } of verdict.stale) {
      process.stdout.write(`The waiver of ${check} for ${resource} matches nothing any more.\n`);
    }
    process.stdout.write(
      `checkov: ${verdict.open.length} open, ${verdict.waived} waived, ${verdict.stale.length} stale waivers\n`,
    );
    return verdict.open.length + verdict.stale.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function findCheckov(): string | undefined {
  if (process.env.CHECKOV) return process.env.CHECKOV;
  const home = resolve(__dirname, "../../node_modules/.cache/checkov");
  const program = join(home, "bin/checkov");
  if (existsSync(program)) return program;
  if (spawnSync("python3", ["-m", "venv", home], { stdio: "ignore" }).status !== 0) return undefined;
  // uv installs the hundred packages in two seconds of the processor, pip in twenty-five. Where uv fails, pip may know more,
  // such as another index.
  const pip = [join(home, "bin/pip"), "install", "--quiet", "--no-compile"];
  const uv = [join(home, "bin/uv"), "pip", "install", "--quiet", "--python", home];
  const isInstalled = (ran([...pip, UV]) && ran([...uv, CHECKOV])) || ran([...pip, CHECKOV]);
  if (!isInstalled) throw new Error(`${CHECKOV} could not be installed.`);
  return program;
}

function ran([program = "", ...words]: readonly string[]): boolean {
  return spawnSync(program, words, { stdio: "inherit" }).status === 0;
}

/** All environments at once: most of the time of a run goes to checkov's start. */
function run(checkov: string, folder: string): Failure[] {
  for (const environment of Object.keys(environments))
    execFileSync(process.execPath, ["cli/run.js", "main.ts"], {
      cwd: resolve(__dirname, "../.."),
      env: { ...process.env, GATEHOUSE_ENVIRONMENT: environment, CDKTF_OUTDIR: join(folder, environment) },
    });
  // Not "terraform": that reads nothing of .tf.json files.
  const args = ["--directory", folder, "--framework", "terraform_json", "--output", "json"];
  const done = spawnSync(checkov, [...args, "--quiet", "--compact", "--skip-download"], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const report = JSON.parse(done.stdout);
  if (!(report.summary?.passed > 50 * Object.keys(environments).length))
    throw new Error("checkov looked at less than it should have.");
  return report.results.failed_checks.map((failed: Record<string, string>) => ({
    check: failed.check_id,
    name: failed.check_name,
    resource: failed.resource,
    // "/prod/stacks/api-prod/cdk.tf.json"
    environment: failed.file_path?.split("/")[1],
  }));
}

process.exitCode = main();
