import { algorithms } from "../../../functions/token-verifier/issuer";
import type { Figure, Table } from "../frame/area";
import { collectGarbage } from "../frame/garbage";
import { figure, interleaved, type Measure, processorTime, ratios } from "../frame/interleaved";
import { cellText } from "../frame/table";
import { OURS, PEERS, verifierOf } from "./contenders";
import { ours } from "./ours";
import { AUDIENCE, ISSUER, JWKS_URL, type SignedToken, signedToken } from "./token";

const CALLS = 300;
const AIM = 1.3;
const BARE = "one crypto.verify";

/** Processor time of a warm decision, as a ratio to one bare crypto.verify of the same bytes. */
export async function warmTable(quick: boolean): Promise<Table> {
  const times = new Map<string, Record<string, readonly number[]>>();
  for (const alg of algorithms) {
    const contenders = contendersFor(signedToken(alg));
    times.set(alg, await interleaved(contenders, { turns: quick ? 30 : 100, warmUp: 10 }));
  }
  const ratioOf = (name: string, alg: string): Figure | string => {
    const { [name]: own, [BARE]: floor } = times.get(alg) ?? {};
    return own && floor ? figure(ratios(own, floor)) : "not supported";
  };
  const names = [OURS, ...PEERS.map(({ name }) => name)];
  const rs256 = ratioOf(OURS, "RS256") as Figure;
  return {
    title: "A warm decision",
    note:
      "Processor time of one call, as a ratio to one bare `crypto.verify` of the same bytes with a `KeyObject` in the same turn. Ours is " +
      "the whole Lambda function: event in, policy out. The others verify a token, with its issuer, audience and algorithms.",
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
      },
    ],
    plot: { kind: "bars", columns: algorithms },
  };
}

function contendersFor(signed: SignedToken): Record<string, Measure> {
  const { alg, bare, jwks, token } = signed;
  const settings = { issuer: ISSUER, audience: AUDIENCE, jwksUrl: JWKS_URL, algorithms, jwks };
  const peers = PEERS.filter((peer) => peer.algorithms.includes(alg)).map((peer): [string, () => unknown] => {
    const verify = verifierOf(peer, settings);
    return [peer.name, () => verify(token)];
  });
  const all: readonly [string, () => unknown][] = [
    [BARE, async () => bare()],
    [OURS, ours(signed)],
    ...peers,
  ];
  return Object.fromEntries(all.map(([name, call]) => [name, measured(call)]));
}

function measured(call: () => unknown): Measure {
  return () => {
    collectGarbage();
    return processorTime(call, CALLS);
  };
}
