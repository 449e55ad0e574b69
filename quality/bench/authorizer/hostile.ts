import { battery } from "../../../__tests__/functions/support/hostile/battery";
import { issuer, NOW, tokenOf } from "../../../__tests__/functions/support/issuer";
import { jwksOf } from "../../../__tests__/functions/support/tokens";
import { type Algorithm, algorithms } from "../../../functions/token-verifier/issuer";
import type { Table } from "../frame/area";
import { OURS, peersOf, verifierOf } from "./contenders";
import { byAttack, type Results, summary } from "./hostile-tables";
import { ours } from "./ours";
import { atMoment, outcomeOf, type Verify } from "./outcome";

interface Contender {
  readonly name: string;
  readonly algorithms: readonly Algorithm[];
  readonly make: () => Verify;
}

/** Sends the battery of hostile tokens, and a valid one of each algorithm, to each contender. */
export async function hostileTables(): Promise<readonly Table[]> {
  const { forge, published, tokens } = battery();
  const { audience, issuer: name, jwksUrl } = issuer;
  const settings = { issuer: name, audience, jwksUrl, algorithms, jwks: jwksOf(...published) };
  const valid = { RS256: forge.rsa, ES256: forge.ec, EdDSA: forge.ed };
  const contenders: readonly Contender[] = [
    { name: OURS, algorithms, make: () => ours(settings, () => NOW * 1_000) },
    ...peersOf("hostile").map((peer) => ({
      name: peer.name,
      algorithms: peer.hostileAlgorithms,
      make: () => verifierOf(peer, settings),
    })),
  ];
  const results: Results[] = [];
  for (const contender of contenders) {
    const verify = contender.make();
    const outcome = (token: string) => atMoment(NOW * 1_000, () => outcomeOf(verify, token));
    const ofValid = new Map<Algorithm, string>();
    for (const alg of algorithms)
      ofValid.set(
        alg,
        contender.algorithms.includes(alg) ? await outcome(tokenOf(valid[alg])) : "not supported",
      );
    const sent = [];
    for (const one of tokens) sent.push({ ...one, outcome: await outcome(one.token) });
    results.push({ name: contender.name, valid: ofValid, sent });
  }
  return [summary(results), byAttack(results)];
}
