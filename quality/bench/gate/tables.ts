import type { Aim, Figure, Table } from "../frame/area";
import { figure, ratios } from "../frame/interleaved";
import { type AimedKind, heldBy, LEAST } from "./aims";
import { KINDS } from "./call";
import type { Contenders } from "./contenders";
import { quantile } from "./load";
import { callsOf, type Measurements, type Times, type Turn } from "./measure";
import { PARTS } from "./proc";
import { FLAGS } from "./processes";

/** Calls, below which there is no p99. */
const ENOUGH = 1_000;

/** Calls in a second relative to those of the bare server in the same turn; undefined where it was not called. */
function ratioOf(name: string, { turns }: Measurements): Figure | undefined {
  const perSecond = (of: string) => (turns.get(of) ?? []).map((turn) => turn.perSecond);
  const values = perSecond(name);
  return values.length === 0 ? undefined : figure(ratios(values, perSecond("bare")));
}

/** Of all turns. */
function timesOf(name: string, { turns }: Measurements): Times | undefined {
  const times = (turns.get(name) ?? []).flatMap((turn) => turn.times ?? []);
  if (times.length === 0) return undefined;
  const of = (part: keyof Times) => figure(times.map((one) => one[part])).median;
  return {
    server: of("server"),
    functions: of("functions"),
    store: of("store"),
    others: of("others"),
    client: of("client"),
  };
}

export function aimsOf({ all }: Contenders, measurements: Measurements): readonly Aim[] {
  return (Object.keys(LEAST) as AimedKind[]).map((kind): Aim => {
    const name = `${all[0]?.name}/${kind}`;
    const { median } = ratioOf(name, measurements) as Figure;
    const reached = median >= LEAST[kind];
    return {
      what: `${kind} calls`,
      aim: `at least ${LEAST[kind]} ×`,
      reached,
      found: `${median.toPrecision(2)} ×`,
      ...(!reached && {
        heldBy: heldBy(kind, timesOf(name, measurements), timesOf("bare", measurements)),
      }),
    };
  });
}

export function ratioTable({ all }: Contenders, measurements: Measurements): Table {
  const { connections, turns } = measurements;
  const bare = figure((turns.get("bare") ?? []).map((turn) => turn.perSecond));
  const absent = all.flatMap(({ without }) => without ?? []);
  return {
    title: `Calls in a second over ${connections} connections`,
    note: [
      `Relative to a bare \`node:http\` server that answers at once, in the same turn (it answers ${Math.round(bare.median)} calls in a ` +
        "second here). Each connection has one call on its way; the client takes its part of the same processors.",
      `Gatehouse runs with \`${FLAGS.join(" ")}\`.`,
      "`bearer` is a token of the user pool and `lambda authorizer` one of a third party, the same for all calls. A gate may know it then: " +
        "Gatehouse keeps 1,000 verified tokens and, as API Gateway does, an authorizer's answers for 300 s; ministack keeps these answers, too. " +
        "With `new token`, 1,100 tokens come in turn, so that each is verified with each call. All are signed with RS256, and all gates run " +
        "the same function and the same Lambda authorizer.",
      "`signed` is verified with each call, `refused` has no credentials where they are needed, and `stored` is signed and reads a table.",
      absent.length === 0
        ? ""
        : `Where there is no figure: ${[...new Set(absent)].join("; ")}. Rows without a check have one kind.`,
    ]
      .join(" ")
      .trim(),
    to: "a bare `node:http` server",
    turns: (turns.get("bare") ?? []).length,
    unit: "ratio",
    columns: KINDS,
    rows: all.map(({ name, ours }) => ({
      name,
      ours,
      cells: KINDS.map((kind) => ratioOf(`${name}/${kind}`, measurements) ?? "–"),
    })),
    plot: { kind: "bars", columns: KINDS },
  };
}

export function timesTable({ all }: Contenders, measurements: Measurements): Table {
  const columns = [...PARTS, "client"] as const;
  return {
    title: `Processor time of one call over ${measurements.connections} connections`,
    note:
      "Of the same turns. `server` is the process that listens, `functions` and `store` are those that it started to run functions and " +
      "tables, `others` those that run something else. serverless-offline's threads, and ministack's tables and user pools, are in `server`.",
    turns: (measurements.turns.get("bare") ?? []).length,
    unit: "µs",
    columns,
    rows: rowsOf(all, measurements).map(({ key, ...row }) => {
      const times = (measurements.turns.get(key) ?? []).flatMap((turn) => turn.times ?? []);
      return { ...row, cells: columns.map((part) => figure(times.map((one) => one[part]))) };
    }),
  };
}

export function latencyTable({ all }: Contenders, measurements: readonly Measurements[]): Table {
  const columns = measurements.flatMap(({ connections }) =>
    ["p50", "p99"].map((name) => `${name}, ${connections} connections`),
  );
  const [first] = measurements;
  return {
    title: "Time to an answer",
    note:
      `Of the same turns. Over more connections a call waits for those before it. p99 is that of each turn where each has at least ` +
      `${ENOUGH.toLocaleString("en-US")} calls, else that of all turns together, and is left out below so many calls.`,
    turns: (first?.turns.get("bare") ?? []).length,
    unit: "ms",
    columns,
    rows:
      first === undefined
        ? []
        : rowsOf(all, first).map(({ key, ...row }) => ({
            ...row,
            cells: measurements.flatMap(({ turns }) => latencies(turns.get(key) ?? [])),
          })),
  };
}

function rowsOf(all: Contenders["all"], { turns }: Measurements) {
  return [
    ...callsOf(all).map(([key, , ours]) => ({ key, name: key.replace("/", ": "), ours })),
    { key: "bare", name: "node:http, bare", ours: false },
  ].filter(({ key }) => turns.has(key));
}

/** p50 and p99. */
export function latencies(turns: readonly Pick<Turn, "latencies">[]): readonly (Figure | string)[] {
  const each = turns.map((turn) => turn.latencies).filter(({ length }) => length > 0);
  const all = each.flat().sort((a, b) => a - b);
  if (all.length === 0) return ["–", "–"];
  const of = (share: number) => figure(each.map((one) => quantile(one, share)));
  if (each.every(({ length }) => length >= ENOUGH)) return [of(0.5), of(0.99)];
  return [of(0.5), all.length >= ENOUGH ? figure([quantile(all, 0.99)]) : `– (${all.length} calls)`];
}
