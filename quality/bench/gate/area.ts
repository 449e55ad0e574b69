import type { Aim, Area, AreaResult, Figure, Table } from "../frame/area";
import { figure, interleaved, ratios } from "../frame/interleaved";
import { HELD_BY, LEAST } from "./aims";
import { type Call, KINDS, type Kind } from "./call";
import { type Contenders, startContenders } from "./contenders";
import { loaded, type Measured } from "./load";
import { memoryTable } from "./memory";
import { withFolder } from "./processes";

export const area: Area = {
  name: "gate",
  title: "The gate on localhost",
  peers: ["serverless", "serverless-offline"],
  uses: ["dynalite", "@aws-sdk/client-dynamodb"],
  python: ["ministack"],
  run: ({ quick }) => withFolder((folder) => measure(folder, quick)),
};

const CONNECTIONS = [16, 64] as const;
/** Connections over which the aims hold. */
const AIMED = 64;

async function measure(folder: string, quick: boolean): Promise<AreaResult> {
  const contenders = await startContenders(folder);
  try {
    const all: Measurements[] = [];
    for (const connections of CONNECTIONS) all.push(await measured(contenders, connections, quick));
    const gate = contenders.all[0]?.calls.signed as Call;
    return {
      tables: [
        ...all.map((one) => ({
          ...ratioTable(contenders, one),
          ...(one.connections === AIMED && { aims: aimsOf(contenders, one) }),
        })),
        latencyTable(contenders, all),
        await memoryTable(gate, quick),
      ],
      notRun: contenders.notRun,
    };
  } finally {
    await contenders.stop();
  }
}

/** All turns of each call, by `CONTENDER/KIND`; `bare` is the bare server. */
interface Measurements {
  readonly connections: number;
  readonly turns: ReadonlyMap<string, readonly Measured[]>;
}

async function measured(
  { all, bare }: Contenders,
  connections: number,
  quick: boolean,
): Promise<Measurements> {
  const until = { milliseconds: quick ? 300 : 1_500 };
  const warmUp = quick ? 2 : 4;
  const turns = new Map<string, Measured[]>();
  const measure = (name: string, call: Call) => async () => {
    const { port, requests, status } = call;
    const result = await loaded({ port, requests, status, connections, until });
    turns.set(name, [...(turns.get(name) ?? []), result]);
    return result.perSecond;
  };
  const calls = all.flatMap(({ calls, name }) =>
    Object.entries(calls).map(([kind, call]) => [`${name}/${kind}`, call] as const),
  );
  await interleaved(
    Object.fromEntries(
      [["bare", bare] as const, ...calls].map(([name, call]) => [name, measure(name, call)]),
    ),
    { turns: quick ? 3 : 9, warmUp },
  );
  return { connections, turns: new Map([...turns].map(([name, results]) => [name, results.slice(warmUp)])) };
}

/** Calls in a second relative to those of the bare server in the same turn; undefined where it was not called. */
function ratioOf(name: string, { turns }: Measurements): Figure | undefined {
  const perSecond = (of: string) => (turns.get(of) ?? []).map((turn) => turn.perSecond);
  const values = perSecond(name);
  return values.length === 0 ? undefined : figure(ratios(values, perSecond("bare")));
}

function aimsOf({ all }: Contenders, measurements: Measurements): readonly Aim[] {
  return (Object.keys(LEAST) as (keyof typeof LEAST)[]).map((kind): Aim => {
    const { median } = ratioOf(`${all[0]?.name}/${kind}`, measurements) as Figure;
    const reached = median >= LEAST[kind];
    return {
      what: `${kind} calls`,
      aim: `at least ${LEAST[kind]} ×`,
      reached,
      found: `${median.toPrecision(2)} ×`,
      ...(!reached && { heldBy: HELD_BY[kind] }),
    };
  });
}

function ratioTable({ all }: Contenders, measurements: Measurements): Table {
  const { connections, turns } = measurements;
  const bare = figure((turns.get("bare") ?? []).map((turn) => turn.perSecond));
  return {
    title: `Calls in a second over ${connections} connections`,
    note:
      `Relative to a bare \`node:http\` server that answers at once, in the same turn (it answers ${Math.round(bare.median)} ` +
      "calls in a second here). Each connection has one call on its way. `bearer` is a token of the user pool, `lambda authorizer` one of " +
      "a third party, `stored` reads a table, `refused` has no credentials where a signature is needed.",
    to: "a bare `node:http` server",
    unit: "ratio",
    columns: KINDS,
    rows: all.map(({ name, ours }) => ({
      name,
      ours,
      cells: KINDS.map((kind: Kind) => ratioOf(`${name}/${kind}`, measurements) ?? "–"),
    })),
    plot: { kind: "bars", columns: KINDS },
  };
}

function latencyTable({ all }: Contenders, measurements: readonly Measurements[]): Table {
  const columns = measurements.flatMap(({ connections }) =>
    ["p50", "p99"].map((name) => `${name}, ${connections} connections`),
  );
  const cells = (name: string) =>
    measurements.flatMap(({ turns }) =>
      (["p50", "p99"] as const).map((at) => figure((turns.get(name) ?? []).map((turn) => turn[at]))),
    );
  const names = all.flatMap(({ calls, name, ours }) =>
    Object.keys(calls).map((kind) => ({ key: `${name}/${kind}`, name: `${name}, ${kind}`, ours })),
  );
  return {
    title: "Time to an answer",
    note: "Of the same turns. Over more connections a call waits for those before it.",
    unit: "ms",
    columns,
    rows: [...names, { key: "bare", name: "node:http, bare", ours: false }].map(({ key, name, ours }) => ({
      name,
      ours,
      cells: cells(key),
    })),
  };
}
