/**
 * One contender in a process of its own, in turns with the bare verification: what another contender made of the shared
 * code of Node.js would slow it. Prints the ratios of the turns as JSON.
 *
 *     node cli/run.js quality/bench/authorizer/alone.ts '{"name":"aws-jwt-verify","alg":"RS256","turns":15}'
 */
import { type Algorithm, algorithms } from "../../../functions/token-verifier/issuer";
import { collectGarbage } from "../frame/garbage";
import { interleaved, processorTime, ratios } from "../frame/interleaved";
import { OURS, PEERS, verifierOf } from "./contenders";
import { ours } from "./ours";
import { AUDIENCE, ISSUER, JWKS_URL, type SignedToken, signedToken } from "./token";

export interface Alone {
  readonly name: string;
  readonly alg: Algorithm;
  readonly turns: number;
}

/** Calls of a turn: so many that garbage is collected within it, at the expense of the contender that made it. */
const CALLS = 1_500;
/** Calls until V8 has compiled what it will, which it does beside them in threads that count as well. */
const WARM_UP = 45_000;

function contender(name: string, signed: SignedToken): () => unknown {
  if (name === OURS) return ours(signed);
  const peer = PEERS.find((one) => one.name === name);
  if (peer === undefined) throw new Error(`no contender ${name}`);
  const settings = { issuer: ISSUER, audience: AUDIENCE, jwksUrl: JWKS_URL, algorithms, jwks: signed.jwks };
  const verify = verifierOf(peer, settings);
  return () => verify(signed.token);
}

async function main({ alg, name, turns }: Alone): Promise<void> {
  const signed = signedToken(alg);
  const whole = contender(name, signed);
  for (let n = 0; n < WARM_UP; n++) await whole();
  const measured = (call: () => unknown) => () => {
    collectGarbage();
    return processorTime(call, CALLS);
  };
  const times = await interleaved(
    { whole: measured(whole), bare: measured(async () => signed.bare()) },
    { turns, warmUp: 2 },
  );
  process.stdout.write(JSON.stringify(ratios(times.whole, times.bare)));
}

void main(JSON.parse(process.argv[2] ?? "") as Alone);
