/**
 * One contender in a process of its own, beside the bare verification: what another contender made of the shared code of
 * Node.js would slow it. Warms up, and says so; at each message of its parent it runs one round and sends its ratio.
 *
 *     fork("cli/run.js", ["quality/bench/authorizer/alone.ts", '{"name":"aws-jwt-verify","alg":"RS256","warmUp":45000,"turns":2}'])
 */
import { type Algorithm, algorithms } from "../../../functions/token-verifier/issuer";
import { collectGarbage } from "../frame/garbage";
import { figure, interleaved, processorTime, ratios } from "../frame/interleaved";
import { OURS, peersOf, verifierOf } from "./contenders";
import { ours } from "./ours";
import { AUDIENCE, ISSUER, JWKS_URL, type SignedToken, signedToken } from "./token";

export interface Alone {
  readonly name: string;
  readonly alg: Algorithm;
  /** Calls until V8 has compiled what it will, which it does beside them in threads that count as well. */
  readonly warmUp: number;
  /** Turns of a round. */
  readonly turns: number;
}

/** Calls of a turn: so many that garbage is collected within it, at the expense of the contender that made it. */
const CALLS = 1_500;

function contender(name: string, { jwks, token }: SignedToken): () => Promise<unknown> {
  const settings = { issuer: ISSUER, audience: AUDIENCE, jwksUrl: JWKS_URL, algorithms, jwks };
  if (name === OURS) {
    const authorize = ours(settings);
    return () => authorize(token);
  }
  const peer = peersOf("warm").find((one) => one.name === name);
  if (peer === undefined) throw new Error(`no contender ${name}`);
  const verify = verifierOf(peer, settings);
  return async () => verify(token);
}

async function main({ alg, name, turns, warmUp }: Alone): Promise<void> {
  const signed = signedToken(alg);
  const whole = contender(name, signed);
  const measured = (call: () => unknown) => () => {
    collectGarbage();
    return processorTime(call, CALLS);
  };
  const measures = { whole: measured(whole), bare: measured(async () => signed.bare()) };
  const round = async (): Promise<number> => {
    const times = await interleaved(measures, { turns, warmUp: 0 });
    return figure(ratios(times.whole, times.bare)).median;
  };
  for (let call = 0; call < warmUp; call++) await whole();
  await round();
  process.on("message", () => void round().then((ratio) => process.send?.(ratio)));
  process.send?.("warm");
}

void main(JSON.parse(process.argv[2] ?? "") as Alone);
