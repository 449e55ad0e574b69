/**
 * Measures Gatehouse beside its peers.
 *
 *     npm --prefix quality/bench ci
 *     npm run bench -- [AREA ...] [--quick] [--record]
 *
 * Without an area it runs all. --quick takes fewer turns, two minutes an area. --record writes docs/benchmarks/AREA.json,
 * and what is made of it. An area that fails does not keep the others from running.
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { AREAS } from "./areas";
import type { Area, RecordedArea } from "./frame/area";
import { busy, missingPeers, thisCommit, thisMachine } from "./frame/machine";
import { assertRecordable, record } from "./frame/recorded";
import { isStopping, stopOnSignals } from "./frame/stop";
import { tableText } from "./frame/table";

const ROOT = join(__dirname, "../..");

const HELP = `npm run bench -- [AREA ...] [--quick] [--record]

Measures Gatehouse beside other programs. Without an area it runs all: ${Object.keys(AREAS).join(", ")}.
The other programs must be installed: npm --prefix quality/bench ci (1.2 GB); review and deploy need none of them.
For all of review: npm --prefix quality/differential ci. For all of gate: a Python with ministack, named by BENCH_PYTHON.

  --quick   fewer turns: two minutes an area, instead of an hour for all; it does not replace the record of a whole run
  --record  write docs/benchmarks/AREA.json, docs/benchmarks.md and its plots, and the table of the README
  --help    print this, and do nothing else`;

interface Asked {
  readonly quick: boolean;
  readonly record: boolean;
}

function progress(text: string): void {
  console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);
}

async function measured(area: Area, quick: boolean): Promise<RecordedArea> {
  const missing = missingPeers(area);
  if (missing.length > 0)
    throw new Error(`not installed: ${missing.join(", ")}; run "npm --prefix quality/bench ci" first`);
  const machine = thisMachine(area);
  const commit = thisCommit();
  const load = busy(machine);
  if (load !== undefined) progress(`${area.name}: warning: ${load}`);
  progress(`${area.name}: begins`);
  const result = await area.run({ quick, done: (what) => progress(`${area.name}: done: ${what}`) });
  const versions = { ...machine.peers, ...result.versions };
  return {
    area: area.name,
    title: area.title,
    quick,
    ...(commit !== undefined && { commit }),
    machine: { ...machine, peers: versions },
    tables: result.tables,
    notRun: result.notRun,
    ...(result.findings && { findings: result.findings }),
  };
}

function print({ machine, notRun, tables, title }: RecordedArea): void {
  console.log(
    `\n${title}: ${machine.cpu}, ${machine.cores} cores, Node.js ${machine.node}, load ${machine.load}`,
  );
  for (const table of tables) console.log(`\n${tableText(table)}`);
  for (const { name, why } of notRun) console.log(`not run: ${name}: ${why}`);
}

/** @returns whether the area was measured, and recorded if that was asked for */
async function runArea(name: string, load: () => Area, asked: Asked): Promise<boolean> {
  try {
    const result = await measured(load(), asked.quick);
    print(result);
    if (asked.record) record(result);
    return true;
  } catch (error) {
    // Of a run that a signal ends, what fails is what it has ended.
    if (!isStopping()) progress(`${name}: failed: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

/** @returns the areas that failed */
async function runAreas(names: readonly string[], asked: Asked): Promise<readonly string[]> {
  const failed: string[] = [];
  try {
    for (const [name, load] of Object.entries(AREAS)) {
      if (!names.includes(name) || isStopping()) continue;
      if (!(await runArea(name, load, asked))) failed.push(name);
    }
  } finally {
    // A process of its own, because the generated pages import the registries.
    if (asked.record && failed.length < names.length && !isStopping())
      execFileSync("npm", ["run", "--silent", "generate"], { cwd: ROOT, stdio: "inherit" });
  }
  return failed;
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      help: { type: "boolean", default: false },
      quick: { type: "boolean", default: false },
      record: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const unknown = positionals.find((name) => !Object.hasOwn(AREAS, name));
  if (unknown !== undefined)
    throw new Error(`no area ${unknown}; there are ${Object.keys(AREAS).join(", ")}`);
  const names = positionals.length > 0 ? positionals : Object.keys(AREAS);
  if (values.record) for (const name of names) assertRecordable(name, values.quick);
  stopOnSignals();
  const failed = await runAreas(names, values);
  if (failed.length > 0) throw new Error(`failed: ${failed.join(", ")}`);
}

main().catch((error: Error) => {
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
});
