import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { type Algorithm, algorithms } from "../../../functions/token-verifier/issuer";
import type { Figure, Table } from "../frame/area";
import { figure } from "../frame/interleaved";
import { cellText } from "../frame/table";
import type { Alone } from "./alone";
import { OURS, PEERS } from "./contenders";

const AIM = 1.3;
const HELD_BY =
  "It is held by decoding and the strict reading of the token, and by their garbage: see what profiles showed, below.";

/** Processor time of a warm decision, as a ratio to one bare crypto.verify of the same bytes. */
export async function warmTable(quick: boolean): Promise<Table> {
  const measured = new Map<string, number[]>();
  for (let round = 0; round < (quick ? 1 : 5); round++)
    for (const alg of algorithms)
      for (const name of contendersFor(alg)) {
        const key = `${name} ${alg}`;
        measured.set(key, [...(measured.get(key) ?? []), ...ratiosOf({ name, alg, turns: quick ? 8 : 12 })]);
      }
  const ratioOf = (name: string, alg: string): Figure | string => {
    const ratios = measured.get(`${name} ${alg}`);
    return ratios ? figure(ratios) : "not supported";
  };
  const names = [OURS, ...PEERS.map(({ name }) => name)];
  const rs256 = ratioOf(OURS, "RS256") as Figure;
  return {
    title: "A warm decision",
    note:
      "Processor time of one call, as a ratio to one bare `crypto.verify` of the same bytes with a `KeyObject` in the same turn of the same " +
      "process, of which each contender has its own, several times. Ours is " +
      "the whole Lambda function: event in, policy out. The others verify a token, with its issuer, audience and algorithms.",
    to: "one bare `crypto.verify`",
    unit: "ratio",
    columns: algorithms,
    rows: names.map((name) => ({
      name,
      ours: name === OURS,
      cells: algorithms.map((alg) => ratioOf(name, alg)),
    })),
    aims: [
      {
        what: "RS256, all checks",
        aim: `at most ${AIM} ×`,
        reached: rs256.median <= AIM,
        found: cellText(rs256, "ratio"),
        ...(rs256.median > AIM && { heldBy: HELD_BY }),
      },
    ],
    plot: { kind: "bars", columns: algorithms },
  };
}

function contendersFor(alg: Algorithm): readonly string[] {
  return [OURS, ...PEERS.filter((peer) => peer.algorithms.includes(alg)).map(({ name }) => name)];
}

function ratiosOf(alone: Alone): readonly number[] {
  const args = ["cli/run.js", join(__dirname, "alone.ts"), JSON.stringify(alone)];
  const { status, stderr, stdout } = spawnSync(process.execPath, args, {
    cwd: join(__dirname, "../../.."),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${alone.name}, ${alone.alg}: ${stderr}`);
  return JSON.parse(stdout) as number[];
}
