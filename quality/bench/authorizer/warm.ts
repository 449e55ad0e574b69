import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { type Algorithm, algorithms } from "../../../functions/token-verifier/issuer";
import type { Figure, Row, Table } from "../frame/area";
import { cleanEnvironment } from "../frame/environment";
import { figure, interleaved } from "../frame/interleaved";
import { endedWithUs } from "../frame/stop";
import { cellText } from "../frame/table";
import type { Alone } from "./alone";
import { OURS, type Peer, peersOf } from "./contenders";
import { isWellUnder } from "./noise";

const ROOT = join(__dirname, "../../..");
const AIM = 1.3;
const HELD_BY =
  "It is held by decoding and the strict reading of the token, and by their garbage: see what profiles showed, below.";

/** `rounds` of each contender, of so many turns, after so many calls. */
interface Rounds {
  readonly rounds: number;
  readonly turns: number;
  readonly warmUp: number;
}

const WHOLE: Rounds = { rounds: 9, turns: 2, warmUp: 45_000 };
const QUICK: Rounds = { rounds: 3, turns: 1, warmUp: 15_000 };

type Ratios = Readonly<Record<string, readonly number[]>>;

const TO = "one bare `crypto.verify`";

/** Processor time of a warm decision, as a ratio to one bare crypto.verify of the same bytes. */
export async function warmTables(quick: boolean): Promise<readonly Table[]> {
  const rounds = quick ? QUICK : WHOLE;
  const measured = new Map<Algorithm, Ratios>();
  for (const alg of algorithms) measured.set(alg, await ratiosOf(alg, rounds));
  const peers = peersOf("warm");
  const [kept, verified] = [peers.filter(keeps), peers.filter((peer) => !keeps(peer))];
  const without = peers.filter(({ file }) => kept.some((one) => one.file === file));
  return [
    decisions(measured, [OURS, ...verified.map(({ name }) => name)], rounds),
    keptTokens(measured, [OURS, ...without.map(({ name }) => name)], rounds),
  ];
}

const keeps = ({ options }: Peer) => options.tokenCache === true;

type Measured = ReadonlyMap<Algorithm, Ratios>;

function decisions(measured: Measured, names: readonly string[], { rounds, warmUp }: Rounds): Table {
  const rs256 = measured.get("RS256")?.[OURS] ?? [];
  const reached = isWellUnder(rs256, AIM);
  return {
    title: "A warm decision",
    note:
      "Processor time of one call, as a ratio to one bare `crypto.verify` of the same bytes with a `KeyObject`, which the same process runs " +
      `between the calls. Each contender has its own process, in which it has been called ${warmUp.toLocaleString("en-US")} times before; in a turn ` +
      "each runs one short round, in another order than in the turn before, with the collection of its garbage. A cell has the median of the " +
      "turns, the least and the most. Ours is the whole Lambda function: event in, policy out. The others verify a token, with its issuer, " +
      "audience and algorithms; fast-jwt without its token cache. An aim is reached where the median is under it by " +
      "more than the noise: the median distance of the turns from their median.",
    to: TO,
    turns: rounds,
    unit: "ratio",
    columns: algorithms,
    rows: rows(measured, names),
    aims: [
      {
        what: "RS256, all checks",
        aim: `at most ${AIM} ×`,
        reached,
        found: cellText(figure(rs256), "ratio"),
        ...(!reached && { heldBy: HELD_BY }),
      },
    ],
    plot: { kind: "bars", columns: algorithms },
  };
}

function keptTokens(measured: Measured, names: readonly string[], { rounds }: Rounds): Table {
  return {
    title: "A token that was verified before",
    note:
      "The same, of the same turns, with fast-jwt's cache of verified tokens (`cache: true`): a token that it has verified is found by its " +
      "hash, and no signature is verified again. The others keep no tokens; for ours, API Gateway keeps the answer, for as long as its " +
      "authorizer says.",
    to: TO,
    turns: rounds,
    unit: "ratio",
    columns: algorithms,
    rows: rows(measured, names),
  };
}

function rows(measured: Measured, names: readonly string[]): readonly Row[] {
  const cell = (name: string, alg: Algorithm): Figure | string => {
    const ratios = measured.get(alg)?.[name];
    return ratios ? figure(ratios) : "not supported";
  };
  return names.map((name) => ({
    name,
    ours: name === OURS,
    cells: algorithms.map((alg) => cell(name, alg)),
  }));
}

/** All contenders have warmed up before the first round, and wait while another one runs. */
async function ratiosOf(alg: Algorithm, { rounds, turns, warmUp }: Rounds): Promise<Ratios> {
  const peers = peersOf("warm").filter((peer) => peer.algorithms.includes(alg));
  const running: ChildProcess[] = [];
  const measures: Record<string, () => Promise<number>> = {};
  try {
    for (const name of [OURS, ...peers.map((peer) => peer.name)]) {
      const child = started({ name, alg, turns, warmUp });
      running.push(child);
      await messageOf(child, name);
      measures[name] = () => {
        child.send("round");
        return messageOf(child, name) as Promise<number>;
      };
    }
    return await interleaved(measures, { turns: rounds, warmUp: 0 });
  } finally {
    for (const child of running) child.kill();
  }
}

function started(alone: Alone): ChildProcess {
  const args = [join(__dirname, "alone.ts"), JSON.stringify(alone)];
  return endedWithUs(fork(join(ROOT, "cli/run.js"), args, { cwd: ROOT, env: cleanEnvironment() }));
}

async function messageOf(child: ChildProcess, name: string): Promise<unknown> {
  const ended = new AbortController();
  const exit = once(child, "exit", ended).then(([code]) => {
    throw new Error(`${name}: its process ended with status ${code}`);
  });
  try {
    const [message] = (await Promise.race([once(child, "message", ended), exit])) as [unknown];
    return message;
  } finally {
    exit.catch(() => {});
    ended.abort();
  }
}
