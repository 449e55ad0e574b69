import type { KeyLifetimes } from "../../../functions/token-verifier/issuer";
import { createVerifier, type VerifyToken } from "../../../functions/token-verifier/verifier";
import { issuer, NOW, tokenOf } from "./issuer";
import { edKey, jwksOf, rsaKey, type SigningKey } from "./tokens";

export const first = rsaKey("first");
export const second = rsaKey("second");
export const replaced = rsaKey("first");
/** Signs quickly. */
export const forger = edKey("forger");
export const TTL = 600;
export const STALE_LIMIT = 3_600;
export const MINUTE = 60;

/** Signing is slow, and the tests ask for the same token over and over. */
const signed = new Map<SigningKey, string>();

function tokenUnder(key: SigningKey, kid: string): string {
  if (kid !== key.kid) return tokenOf(key, {}, { kid });
  const token = signed.get(key) ?? tokenOf(key, { exp: NOW + 1e6 });
  signed.set(key, token);
  return token;
}

/** An issuer and a verifier of its tokens under a clock that only the test moves. */
export class World {
  seconds = 0;
  fetches = 0;
  up = true;
  keys: readonly SigningKey[] = [first];
  body: (() => Uint8Array) | undefined;
  readonly #source = {
    fetch: async () => {
      this.fetches++;
      await this.slowness;
      if (!this.up) throw new Error("down");
      return this.body?.() ?? jwksOf(...this.keys);
    },
    now: () => (NOW + this.seconds) * 1_000,
  };
  slowness: Promise<void> | undefined;
  readonly #verify: VerifyToken;

  constructor(keys: KeyLifetimes = {}) {
    this.#verify = createVerifier([{ ...issuer, keys }], this.#source);
  }

  /** "accepted", or the code of the refusal. */
  async outcome(key: SigningKey, kid = key.kid): Promise<string> {
    return this.#verify(tokenUnder(key, kid)).then(
      () => "accepted",
      (error) => error.code,
    );
  }

  after(seconds: number): this {
    this.seconds += seconds;
    return this;
  }
}
