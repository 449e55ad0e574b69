/**
 * Measures Gatehouse beside its peers.
 *
 *     npm --prefix quality/bench ci
 *     npm run bench -- [AREA ...] [--quick] [--record]
 *
 * Without an area it runs all. --quick takes fewer turns, two minutes an area. --record writes docs/benchmarks/AREA.json,
 * and what is made of it.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { AREAS } from "./areas";
import type { RecordedArea } from "./frame/area";
import { thisMachine } from "./frame/machine";
import { record } from "./frame/recorded";
import { tableText } from "./frame/table";

const ROOT = join(__dirname, "../..");

const HELP = `npm run bench -- [AREA ...] [--quick] [--record]

Measures Gatehouse beside other programs. Without an area it runs all: ${Object.keys(AREAS).join(", ")}.
The other programs must be installed: npm --prefix quality/bench ci (1.2 GB).

  --quick   fewer turns: two minutes an area, instead of an hour for all
  --record  write docs/benchmarks/AREA.json, docs/benchmarks.md and its plots
  --help    print this, and do nothing else`;

async function measured(name: string, load: () => RecordableArea, quick: boolean): Promise<RecordedArea> {
  const area = load();
  const machine = thisMachine(__dirname, area.peers ?? []);
  return { area: name, title: area.title, quick, machine, ...(await area.run({ quick })) };
}

type RecordableArea = ReturnType<(typeof AREAS)[string]>;

function print({ machine, notRun, tables, title }: RecordedArea): void {
  console.log(
    `\n${title}: ${machine.cpu}, ${machine.cores} cores, Node.js ${machine.node}, load ${machine.load}`,
  );
  for (const table of tables) console.log(`\n${tableText(table)}`);
  for (const { name, why } of notRun) console.log(`not run: ${name}: ${why}`);
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
  if (!existsSync(join(__dirname, "node_modules")))
    throw new Error('the peers are not installed: run "npm --prefix quality/bench ci" first');
  for (const [name, load] of Object.entries(AREAS)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    const result = await measured(name, load, values.quick);
    print(result);
    if (values.record) record(result);
  }
  // A process of its own, because the generated pages import the registries.
  if (values.record) execFileSync("npm", ["run", "--silent", "generate"], { cwd: ROOT, stdio: "inherit" });
}

main().catch((error: Error) => {
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
});
