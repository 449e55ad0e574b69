/**
 * `npm run test:cdktn`: a copy of this project on the newest fork of cdktf and its newest provider. It must compile, pass
 * the tests of constructs and stacks, write the same Terraform, know every argument of the provider, and answer the demo's
 * calls as declared. It needs the registry.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { FORK } from "../package/fork";
import { copyOnFork, nodeFor, ROOT } from "./copy";
import { differences, explanationOf } from "./differences";

const TSC = "node_modules/typescript-7/bin/tsc";
const JEST = "node_modules/jest/bin/jest.js";

const folder = mkdtempSync(join(tmpdir(), "cdktn-"));
const copy = join(folder, "copy");

/** Runs a script of Node.js in a project; returns whether it ends with status 0. */
type Run = (project: string, args: readonly string[], env?: NodeJS.ProcessEnv) => boolean;

const runOn =
  (node: string): Run =>
  (cwd, args, env = {}) => {
    const PATH = `${dirname(node)}:${process.env.PATH}`;
    const { error, status } = spawnSync(node, args, {
      cwd,
      stdio: "inherit",
      env: { ...process.env, PATH, ...env },
    });
    if (error) throw error;
    return status === 0;
  };

/** Whether both libraries write the same Terraform, but for explained differences. All are shown. */
function writesTheSame(run: Run, environment: string): boolean {
  const written = (project: string, name: string) => {
    const output = join(folder, `${environment}-${name}`);
    const env = { CDKTF_OUTDIR: output, GATEHOUSE_ENVIRONMENT: environment };
    if (!run(project, ["cli/run.js", "main.ts"], env)) throw new Error(`${project} does not synthesize`);
    return output;
  };
  const found = differences(written(ROOT, "cdktf"), written(copy, "cdktn"));
  for (const difference of found) {
    const { after, at, before, stack } = difference;
    const because = explanationOf(difference) ?? "NOT EXPLAINED";
    console.log(`${stack}: ${at}: ${JSON.stringify(before)} to ${JSON.stringify(after)}: ${because}`);
  }
  return found.every((difference) => explanationOf(difference) !== undefined);
}

/** Each is run, also after one that fails. */
const CHECKS: Readonly<Record<string, (run: Run) => boolean>> = {
  "The sources compile": (run) => run(copy, [TSC, "--noEmit"]),
  "The tests of constructs and stacks pass": (run) =>
    run(copy, [JEST, "__tests__/constructs", "__tests__/stacks"]),
  "dev is the same Terraform": (run) => writesTheSame(run, "dev"),
  "prod is the same Terraform": (run) => writesTheSame(run, "prod"),
  "Every argument of the provider is known": (run) => {
    const bindings = join(copy, "node_modules", FORK["@cdktf/provider-aws"]);
    return run(copy, [JEST, "terraform/types/completeness", "--silent"], { PROVIDER_BINDINGS: bindings });
  },
  "The demo's calls are answered as declared": (run) => run(copy, ["cli/bin.js", "demo"]),
};

function failed(): readonly string[] {
  const run = runOn(nodeFor(join(folder, "node")));
  const versions = Object.entries(copyOnFork(copy)).map(([name, version]) => `${name} ${version}`);
  console.log(versions.join(", "));
  return Object.entries(CHECKS).flatMap(([name, check]) => {
    console.log(`\n# ${name}`);
    return check(run) ? [] : [name];
  });
}

try {
  const names = failed();
  for (const name of names) console.error(`Not so on the fork: ${name}.`);
  process.exitCode = names.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
