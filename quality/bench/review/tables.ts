import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Figure, Table } from "../frame/area";
import { type ChildRun, runChild } from "../frame/child";
import { exponent, type Point } from "../frame/growth";
import { figure, interleaved, ratios } from "../frame/interleaved";
import { exampleIn } from "../frame/project";
import { numberText } from "../frame/table";
import { hclOf, outputOf, ROLES, stateOf } from "./inputs";

export const ROOT = join(__dirname, "../../..");

const SIZES = { quick: [10, 100, 1_000], whole: [10, 100, 1_000, 3_000] } as const;
const EXAMPLE = "the example";

type Call = () => Promise<ChildRun>;

const gatehouse =
  (...args: readonly string[]): Call =>
  () =>
    runChild(process.execPath, [join(ROOT, "cli/bin.js"), ...args], { cwd: ROOT });
const node =
  (program: string, ...args: readonly string[]): Call =>
  () =>
    runChild(process.execPath, ["-e", program, "--", ...args]);
const EMPTY = node("0");

/** All runs of each, in turns. The first of each does not count: it may have to make what is kept. */
async function inTurns<Name extends string>(
  calls: Readonly<Record<Name, Call>>,
  turns: number,
): Promise<Readonly<Record<Name, readonly ChildRun[]>>> {
  const runs = new Map<string, ChildRun[]>();
  const measures = Object.entries<Call>(calls).map(([name, call]) => {
    const ofName: ChildRun[] = [];
    runs.set(name, ofName);
    return [name, async () => ofName[ofName.push(await call()) - 1]?.cpuMs ?? Number.NaN] as const;
  });
  await interleaved(Object.fromEntries(measures), { turns, warmUp: 1 });
  return Object.fromEntries([...runs].map(([name, all]) => [name, all.slice(1)])) as unknown as Record<
    Name,
    readonly ChildRun[]
  >;
}

const cpu = (runs: readonly ChildRun[] = []) => runs.map(({ cpuMs }) => cpuMs);
const peak = (runs: readonly ChildRun[] = []) => figure(runs.map(({ peakMB }) => peakMB));

/** The commands on APIs of several sizes: times as ratios, and memory. */
export async function bySize(folder: string, quick: boolean): Promise<readonly Table[]> {
  const sizes = quick ? SIZES.quick : SIZES.whole;
  const project = join(folder, "example");
  mkdirSync(project);
  const example = exampleIn(project);
  await runChild(process.execPath, [join(ROOT, "cli/bin.js"), "synth"], { cwd: project });
  const turns = quick ? 3 : 9;
  const of = sizes.map((routes) => {
    const [base, open] = [outputOf(folder, routes), outputOf(folder, routes, true)];
    return [
      [`access ${routes}`, gatehouse("access", base)],
      [`diff ${routes}`, gatehouse("diff", "--allow-unknown", base, base)],
      [`opened ${routes}`, gatehouse("diff", "--format", "json", open, base)],
    ] as const;
  });
  const runs: Readonly<Record<string, readonly ChildRun[]>> = await inTurns(
    { empty: EMPTY, [EXAMPLE]: gatehouse("access", example), ...Object.fromEntries(of.flat()) },
    turns,
  );
  const columns = [EXAMPLE, ...sizes.map(String)];
  const rowOf = (
    name: string,
    command: string,
    cell: (runs: readonly ChildRun[]) => Figure,
    last: string[],
  ) => ({
    name,
    ours: true,
    cells: [
      command === "access" ? cell(runs[EXAMPLE] ?? []) : "",
      ...sizes.map((routes) => cell(runs[`${command} ${routes}`] ?? [])),
      ...last,
    ],
  });
  const rowsWith = (cell: (runs: readonly ChildRun[]) => Figure, growth: boolean) =>
    COMMANDS.map(([command, name]) => {
      const points = sizes.map(
        (routes): Point => ({ routes, value: figure(cpu(runs[`${command} ${routes}`])).median }),
      );
      return rowOf(name, command, cell, growth ? [numberText(exponent(points))] : []);
    });
  const largest = sizes.at(-1) as number;
  return [
    {
      title: `access and diff, ${ROLES} roles`,
      note: "Processor time of the whole command from a clone, as a ratio to an empty Node.js process in the same turn, by the number of routes. Each role may call a hundred of them, or all where there are fewer. Growth is the exponent that fits what larger APIs take above the smallest.",
      to: "an empty Node.js process",
      turns,
      unit: "ratio",
      units: { growth: "text" },
      columns: [...columns, "growth"],
      rows: rowsWith((found) => figure(ratios(cpu(found), cpu(runs.empty))), true),
      aims: [
        aimOf("access of the example", 200, runs[EXAMPLE]),
        aimOf(
          `access of ${ROLES} roles × ${numberText(largest)} routes`,
          largest < 3_000 ? 1_000 : 2_000,
          runs[`access ${largest}`],
        ),
      ],
      plot: { kind: "lines", columns: sizes.map(String), xTitle: "routes" },
    },
    {
      title: "Memory of access and diff",
      note: "The most that the process held.",
      turns,
      unit: "MB",
      columns,
      rows: rowsWith(peak, false),
    },
  ];
}

const COMMANDS = [
  ["access", "access"],
  ["diff", "diff, nothing changes"],
  ["opened", "diff, every lock is put back"],
] as const;

function aimOf(what: string, most: number, runs: readonly ChildRun[] = []) {
  const { median } = figure(runs.map(({ wallMs }) => wallMs));
  return {
    what,
    aim: `at most ${numberText(most / 1_000)} s`,
    reached: median <= most,
    found: `${numberText(median / 1_000)} s, ${numberText(figure(cpu(runs)).median / 1_000)} s of the processor`,
  };
}

const HCL_RESOURCES = 1_000;
const STATE_MB = 50;

/** Inputs that others made. */
export async function largeInputs(folder: string, quick: boolean): Promise<Table> {
  const [hcl, { file: state, share }] = [hclOf(folder, HCL_RESOURCES), stateOf(folder, STATE_MB)];
  const turns = quick ? 3 : 9;
  const runs = await inTurns(
    {
      empty: EMPTY,
      hcl: gatehouse("access", hcl),
      parse: node("JSON.parse(require('node:fs').readFileSync(process.argv[1], 'utf8'))", state),
      state: gatehouse("access", state),
    },
    turns,
  );
  return {
    title: "Large inputs of others",
    note: `Processor time of \`gatehouse access\`: of HCL as a ratio to an empty Node.js process, of a state as a ratio to a process that parses the same file with \`JSON.parse\`. Of the state, ${Math.round(share * 100)} % of the bytes are methods, paths and IAM roles of an API; the others are parameters, which are read and have no say.`,
    turns,
    unit: "ratio",
    units: { memory: "MB" },
    columns: ["time", "memory"],
    rows: [
      {
        name: `HCL of ${numberText(HCL_RESOURCES)} resources`,
        ours: true,
        cells: [figure(ratios(cpu(runs.hcl), cpu(runs.empty))), peak(runs.hcl)],
      },
      {
        name: `a state of ${STATE_MB} MB`,
        ours: true,
        cells: [figure(ratios(cpu(runs.state), cpu(runs.parse))), peak(runs.state)],
      },
      {
        name: "JSON.parse of that state",
        ours: false,
        cells: [figure(ratios(cpu(runs.parse), cpu(runs.parse))), peak(runs.parse)],
      },
    ],
  };
}
