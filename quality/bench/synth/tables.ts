import type { Aim, Figure, Table } from "../frame/area";
import type { ChildRun } from "../frame/child";
import { exponent, perRoute } from "../frame/growth";
import { figure, ratios } from "../frame/interleaved";
import type { Contender } from "./contenders";
import { NAMES, type Runs, valuesOf } from "./runs";

const OURS = NAMES[0] as Contender;

const cpu = ({ cpuMs }: ChildRun) => cpuMs;
const memory = ({ peakMB }: ChildRun) => peakMB;

export function ratioTable(runs: Runs, sizes: readonly number[]): Table {
  return {
    title: "Processor time of a synth beside ours, by number of routes",
    note: "Each writes a REST API with these routes: four verbs on each path, one Lambda authorizer, one function behind all, its permissions, a deployment and a stage. Ours also checks the declaration and the limits of AWS. The ratio is to ours in the same turn.",
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
    note: "Of the whole process, which loads, builds and writes. Bare times, for the ratios above.",
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
    note: `What each further route adds to the processor time, between ${sizes[0]} and ${most} routes; the exponent of the power of the number of routes that fits it best; elapsed time; and the most memory that the process held.`,
    unit: "ms",
    units: { exponent: "text", ...Object.fromEntries(held.map(([column]) => [column, "MB" as const])) },
    columns: ["each route", "exponent", elapsed, ...held.map(([column]) => column)],
    rows: NAMES.map((name) => ({
      name,
      ours: name === OURS,
      cells: [
        eachRoute(runs, name, sizes),
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

function eachRoute(runs: Runs, name: Contender, sizes: readonly number[]): Figure {
  const turns = valuesOf(runs, name, sizes[0] ?? 0, cpu).length;
  const inTurn = (turn: number) =>
    sizes.map((routes) => ({ routes, value: valuesOf(runs, name, routes, cpu)[turn] ?? Number.NaN }));
  return figure(Array.from({ length: turns }, (_, turn) => perRoute(inTurn(turn))));
}

/** Of a run with 1,000 and 3,000 routes. */
export function growthAims(runs: Runs): readonly Aim[] {
  const whole = valuesOf(runs, OURS, 3_000, cpu).map((ms) => ms / 3_000);
  const held = figure(valuesOf(runs, OURS, 1_000, memory)).median;
  const ofMemory = atMost("Memory at 1,000 routes", held, 150, "MB");
  return [
    atMost("A route of 3,000, loading included", figure(whole).median, 1, "ms of the processor"),
    ofMemory.reached ? ofMemory : { ...ofMemory, heldBy: YOUNG_GENERATION },
  ];
}

const YOUNG_GENERATION =
  "An empty process holds 40 MB. With the option --max-semi-space-size=8, it is a tenth less at the same speed.";

function atMost(what: string, value: number, most: number, unit: string): Aim {
  const found = `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ${unit}`;
  return { what, aim: `at most ${most} ${unit}`, reached: value <= most, found };
}
