/**
 * Requests a second through the gate ÷ requests a second of a bare node:http server. All are measured in turns, so that
 * a busy machine slows all of them; the figure is the median of the ratios of the turns. Functions run in processes of
 * their own, so the gate needs more than one processor where the bare server needs one; "a hop alone" is a bare server
 * with such processes behind it and no check, the most that a gate could reach.
 *
 *     npm run bench:gate
 *     BENCH_TURNS=3 BENCH_ONLY=iam npm run bench:gate
 */
import { type Caller, partnerToken, signed, signIn } from "./callers";
import { get, type Load, loaded, type Measured } from "./load";
import {
  cpuOf,
  memoryOf,
  type Program,
  type Served,
  startGate,
  startServer,
  terraformFolder,
  withFolder,
} from "./processes";

const TURNS = Number(process.env.BENCH_TURNS ?? 9);
const CONNECTIONS = 16;
/** Answers in a turn, and before the first one. */
const ANSWERS = 3_000;
const WARM_UP = 8_000;
/** Requests over which memory is watched, and in how many parts. */
const MANY = 100_000;
const PARTS = 10;
const LEAST = 0.5;

interface Contender {
  readonly name: string;
  readonly program: Program;
  readonly load: Pick<Load, "requests" | "status">;
  /** Least ratio that is expected. */
  readonly least?: number;
}

interface Turn extends Measured {
  /** Microseconds of the process that listens, for one request. */
  readonly cpu: number;
}

async function contenders(gate: Served, user: Caller): Promise<Contender[]> {
  const { stage } = gate.description;
  const at = (path: string, headers?: Record<string, string>) => get(gate.port, `/${stage}${path}`, headers);
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const jwt = await partnerToken(gate, "user");
  const served = (name: string, requests: readonly Buffer[]): Contender => ({
    name,
    program: gate,
    load: { requests, status: 200 },
    least: LEAST,
  });
  // A client signs each request anew; within a second, equal requests have equal signatures.
  const signatures = await Promise.all(
    Array.from({ length: 100 }, async (_, i) =>
      at("/pets", await signed(gate, `/${stage}/pets`, user, new Date(Date.now() - i * 1_000))),
    ),
  );
  return [
    served("public", [at("/health")]),
    { name: "refused", program: gate, load: { requests: [at("/pets")], status: 403 } },
    {
      name: "refused token",
      program: gate,
      load: { requests: [at("/account", bearer("x.y.z"))], status: 401 },
    },
    served("cognito", [at("/account", bearer(user.idToken))]),
    served("cognito, scopes", [at("/products", bearer(user.accessToken))]),
    served("iam", signatures),
    served("jwt", [at("/partner/pets", bearer(jwt))]),
  ];
}

async function turn({ load, program }: Contender, answers = ANSWERS): Promise<Turn> {
  const before = cpuOf(program);
  const measured = await loaded({ ...load, port: program.port, connections: CONNECTIONS, answers });
  return { ...measured, cpu: ((cpuOf(program) - before) * 1_000) / answers };
}

const middle = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

async function compare(all: readonly Contender[], bare: Contender): Promise<void> {
  for (const each of [bare, ...all]) await turn(each, WARM_UP);
  const turns = new Map<Contender, { ratio: number; at: Turn; cpu: number }[]>(all.map((each) => [each, []]));
  for (let n = 0; n < TURNS; n++)
    for (const each of all) {
      const floor = await turn(bare);
      const at = await turn(each);
      turns.get(each)?.push({ ratio: at.perSecond / floor.perSecond, at, cpu: at.cpu / floor.cpu });
    }
  for (const [{ least, name }, results] of turns) {
    const ratio = middle(results.map((result) => result.ratio));
    const of = (value: (at: Turn) => number) => middle(results.map(({ at }) => value(at)));
    const verdict =
      least === undefined ? "" : ratio >= least ? `  at least ${least}: met` : `  at least ${least}: MISSED`;
    console.log(
      `${name.padEnd(18)} ${ratio.toFixed(2)} of bare   ${of((at) => at.perSecond)
        .toFixed(0)
        .padStart(6)}/s   ` +
        `p50 ${of((at) => at.p50).toFixed(2)} ms  p99 ${of((at) => at.p99).toFixed(2)} ms   ` +
        `${of((at) => at.cpu)
          .toFixed(0)
          .padStart(
            4,
          )} µs of its process (${middle(results.map(({ cpu }) => cpu)).toFixed(1)} × bare)${verdict}`,
    );
  }
}

async function memory(gate: Served, each: Contender): Promise<void> {
  const series = [memoryOf(gate)];
  const p99s: number[] = [];
  for (let part = 0; part < PARTS; part++) {
    p99s.push((await turn(each, MANY / PARTS)).p99);
    series.push(memoryOf(gate));
  }
  const megabytes = series.map((value) => value.toFixed(0)).join(" ");
  console.log(`memory at each tenth of ${MANY} requests (${each.name}): ${megabytes} MB`);
  console.log(`p99 of each tenth: ${p99s.map((value) => value.toFixed(1)).join(" ")} ms`);
}

async function measure(folder: string, bare: Contender, hop: Contender): Promise<void> {
  const wanted = ({ name }: Contender) => name.startsWith(process.env.BENCH_ONLY ?? "");
  const flags = (process.env.BENCH_FLAGS ?? "").split(" ").filter(Boolean);
  const gate = await startGate(terraformFolder(folder, { bare: true }), folder, flags);
  try {
    const all = (await contenders(gate, await signIn(gate, "user"))).filter(wanted);
    await compare([hop, ...all], bare);
    const iam = all.find(({ name }) => name === "iam");
    if (iam && process.env.BENCH_MEMORY !== "no") await memory(gate, iam);
  } finally {
    await gate.stop();
  }
  const stored = await startGate(terraformFolder(folder, { bare: false }), folder);
  try {
    const all = await contenders(stored, await signIn(stored, "user"));
    const reading = all.filter(({ name }) => name === "iam" || name === "jwt").filter(wanted);
    await compare(
      reading.map(({ least: _, ...each }) => ({ ...each, name: `${each.name}, a table` })),
      bare,
    );
  } finally {
    await stored.stop();
  }
}

void withFolder(async (folder) => {
  const [bare, hop] = await Promise.all([startServer("bare.js"), startServer("hop.js")]);
  const contender = (name: string, program: Program): Contender => ({
    name,
    program,
    load: { requests: [get(program.port, "/")], status: 200 },
  });
  try {
    await measure(folder, contender("bare", bare), contender("a hop alone", hop));
  } finally {
    await Promise.all([bare.stop(), hop.stop()]);
  }
});
