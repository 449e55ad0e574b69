import type { Aim, Figure, Table } from "../frame/area";
import type { ChildRun } from "../frame/child";
import { exponent, perRoute } from "../frame/growth";
import { figure, ratios } from "../frame/interleaved";
import { numberText } from "../frame/table";
import type { Contender } from "./contenders";
import { NAMES, type Runs, valuesOf } from "./runs";

const OURS = NAMES[0] as Contender;

const cpu = ({ cpuMs }: ChildRun) => cpuMs;
const memory = ({ peakMB }: ChildRun) => peakMB;

const WHAT_RUNS =
  "Each writes a REST API with these routes: four verbs on each path, one Lambda authorizer, a function for every 20 routes with a permission for each " +
  "route, a deployment and a stage; the number of resources of each type is compared. Ours also checks the declaration and the limits of AWS. " +
  "It runs as `gatehouse synth` does, from one script that has cdktf in it, with V8's code kept, and with a faster resolver in place of cdktf's " +
  "([ADR 33](decisions/0033-a-synth-does-not-repeat-itself.md)). The others run as their tools do, from source, or by `node` on JavaScript that esbuild made " +
  `of their source before.${olderThanPulumi()}`;

const TURNS = "Of five turns to 300 routes and of three with more; with `--quick`, of two.";

/** npm installs it with a warning only. */
function olderThanPulumi(): string {
  return Number(process.versions.node.split(".")[0]) < 22
    ? ` @pulumi/pulumi asks for Node.js 22 or later, and runs by ${process.version} here.`
    : "";
}

export function ratioTable(runs: Runs, sizes: readonly number[]): Table {
  return {
    title: "Processor time of a synth beside ours, by number of routes",
    note: `${WHAT_RUNS} The ratio is to ours in the same turn. ${TURNS}`,
    to: "ours",
    unit: "ratio",
    columns: sizes.map(String),
    rows: rows(sizes, (name, routes) =>
      figure(ratios(valuesOf(runs, name, routes, cpu), valuesOf(runs, OURS, routes, cpu))),
    ),
  };
}

export function timeTable(runs: Runs, sizes: readonly number[]): Table {
  const columns = sizes.map(String);
  return {
    title: "Processor time of a synth, by number of routes",
    note: "For information: the bare times of the ratios above, of the whole process, which loads, builds and writes.",
    unit: "ms",
    columns,
    rows: rows(sizes, (name, routes) => figure(valuesOf(runs, name, routes, cpu))),
    plot: { kind: "lines", columns, xTitle: "routes" },
  };
}

function rows(sizes: readonly number[], cell: (name: Contender, routes: number) => Figure): Table["rows"] {
  return NAMES.map((name) => ({
    name,
    ours: name === OURS,
    cells: sizes.map((routes) => cell(name, routes)),
  }));
}

export function growthTable(runs: Runs, sizes: readonly number[]): Table {
  const most = sizes.at(-1) ?? 0;
  const elapsed = `${most} routes, elapsed`;
  const held = sizes.slice(-2).map((routes) => [`${routes} routes, memory`, routes] as const);
  return {
    title: "Growth of a synth",
    note: `What each further route adds to the processor time: the medians with ${sizes[0]} and with ${most} routes compared, and in brackets the least and the most that any two turns make of it; beside ours; the exponent of the power of the number of routes that fits it best; elapsed time; and the most memory that the process held.`,
    unit: "ms",
    units: {
      "each route, to ours": "ratio",
      exponent: "text",
      ...Object.fromEntries(held.map(([column]) => [column, "MB" as const])),
    },
    columns: ["each route", "each route, to ours", "exponent", elapsed, ...held.map(([column]) => column)],
    rows: NAMES.map((name) => ({
      name,
      ours: name === OURS,
      cells: [
        eachRoute(runs, name, sizes),
        counted(eachRoute(runs, name, sizes).median / eachRoute(runs, OURS, sizes).median),
        // A power is fitted to what is above the fewest routes: one further number gives none.
        sizes.length < 3
          ? "–"
          : exponent(
              sizes.map((routes) => ({ routes, value: figure(valuesOf(runs, name, routes, cpu)).median })),
            ).toFixed(2),
        figure(valuesOf(runs, name, most, ({ wallMs }) => wallMs)),
        ...held.map(([, routes]) => figure(valuesOf(runs, name, routes, memory))),
      ],
    })),
  };
}

/** Turns with few routes and with many do not belong together, so that the extremes are of any two. */
function eachRoute(runs: Runs, name: Contender, sizes: readonly number[]): Figure {
  const [few, many] = [sizes[0] ?? 0, sizes.at(-1) ?? 0];
  const [least, most] = [few, many].map((routes) => figure(valuesOf(runs, name, routes, cpu))) as [
    Figure,
    Figure,
  ];
  const between = (low: number, high: number) =>
    perRoute([
      { routes: few, value: low },
      { routes: many, value: high },
    ]);
  return {
    median: between(least.median, most.median),
    min: between(least.max, most.min),
    max: between(least.min, most.max),
  };
}

function counted(value: number): Figure {
  return { median: value, min: value, max: value };
}

/** Of a run with 1,000 and 3,000 routes. */
export function growthAims(runs: Runs, sizes: readonly number[]): readonly Aim[] {
  const [first = "", ...others] = [...sizes].reverse().map((routes) => {
    const { median } = figure(valuesOf(runs, OURS, routes, cpu));
    return `${numberText(median / routes)} ms at ${numberText(routes)}`;
  });
  const held = (name: Contender) => figure(valuesOf(runs, name, 1_000, memory)).median;
  const perRouteAt = figure(valuesOf(runs, OURS, 3_000, cpu)).median / 3_000;
  return [
    {
      what: "Processor time of a synth of 3,000 routes, loading included, for each of them",
      aim: "at most 1 ms",
      reached: perRouteAt <= 1,
      found: `${first}, which is held to the aim; ${others.join(", ")}, where loading weighs more`,
    },
    {
      what: "Memory at 1,000 routes",
      column: "1000 routes, memory",
      aim: "at most 150 MB",
      reached: held(OURS) <= 150,
      found: `${held(OURS).toFixed(0)} MB`,
      ...(held(OURS) > 150 && { heldBy: `${heldByThem(held)} ${YOUNG_GENERATION}` }),
    },
  ];
}

function heldByThem(held: (name: Contender) => number): string {
  const of = (name: Contender) => `${name.split(",")[0]} alone holds ${held(name).toFixed(0)} MB`;
  return `${of("cdktf, from source by tsx")}, ${of("cdktn, from source by tsx")}.`;
}

const YOUNG_GENERATION =
  "An empty process holds 40 MB. With the option --max-semi-space-size=8, it is a tenth less at the same speed.";
