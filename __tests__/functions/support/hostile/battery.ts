import { headerOf, NOW, payloadOf } from "../issuer";
import { ecKey, edKey, rsaKey } from "../tokens";
import { claimAttacks } from "./claims";
import { encodingAttacks } from "./encoding";
import { headerAttacks } from "./header";
import type { Forge, HostileToken } from "./hostile-token";
import { jsonAttacks } from "./json";
import { keyAttacks } from "./keys";
import { kidAttacks } from "./kid";
import { signatureAttacks } from "./signature";

/** Tokens against any verifier whose keys the forge holds. */
export function hostileTokens(forge: Forge): readonly HostileToken[] {
  return [encodingAttacks, jsonAttacks, headerAttacks, kidAttacks, signatureAttacks, claimAttacks].flatMap(
    (attacks) => attacks(forge),
  );
}

/** The whole battery against the issuer of the tests, with all that this issuer publishes, good keys and bad. */
export function battery() {
  const forge: Forge = {
    rsa: rsaKey("rsa"),
    ec: ecKey("ec"),
    ed: edKey("ed"),
    stranger: rsaKey("stranger"),
    header: headerOf,
    payload: payloadOf,
    now: NOW,
  };
  const bad = keyAttacks(forge);
  return {
    forge,
    tokens: [...hostileTokens(forge), ...bad.tokens],
    published: [forge.rsa, forge.ec, forge.ed, ...bad.published],
  };
}
