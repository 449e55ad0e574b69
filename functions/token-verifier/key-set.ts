import type { CheckedHeader } from "./header";
import type { IssuerRules } from "./issuer";
import { type JsonObject, readJsonObject } from "./json-object";
import { type VerificationKey, vetKey } from "./jwk";
import type { RawToken } from "./raw-token";
import { ensure, type RefusalCode, TokenRefused } from "./refusal";
import { checkSignature } from "./signature";

const MAX_KEYS = 100;

/** The keys of one fetch of a JWKS: immutable, and replaced as a whole by the next fetch. */
export class KeySet {
  readonly #keys = new Map<string, VerificationKey | RefusalCode>();

  /** @throws Error if the bytes are no JWKS; a key that cannot be used does not affect the others */
  constructor(bytes: Uint8Array, rules: IssuerRules) {
    for (const jwk of readKeys(bytes)) {
      const { kid } = jwk;
      if (typeof kid !== "string") continue;
      this.#keys.set(kid, this.#vet(kid, jwk, rules));
    }
  }

  has(kid: string): boolean {
    return this.#keys.has(kid);
  }

  /** The keys that cannot be used, and why: for the log. */
  unusable(): readonly { readonly kid: string; readonly code: RefusalCode }[] {
    return [...this.#keys].flatMap(([kid, code]) => (typeof code === "string" ? [{ kid, code }] : []));
  }

  /** @throws TokenRefused `SIGNATURE`, `KEY_UNKNOWN` or what is wrong with the key */
  verify(token: RawToken, header: CheckedHeader): void {
    const key = this.#keys.get(header.kid);
    ensure(key !== undefined, "KEY_UNKNOWN");
    if (typeof key === "string") throw new TokenRefused(key);
    ensure(key.alg === header.alg, "KEY_ALGORITHM");
    // RFC 7518, 3.3 and 3.4, and RFC 8037, 3.1. At other lengths OpenSSL throws or fails.
    ensure(token.signature.length === key.signatureBytes, "SIGNATURE");
    checkSignature(token, key.alg, key.key);
  }

  #vet(kid: string, jwk: JsonObject, rules: IssuerRules): VerificationKey | RefusalCode {
    try {
      ensure(!this.#keys.has(kid), "KEY_AMBIGUOUS");
      return vetKey(jwk, rules.algorithms);
    } catch (error) {
      if (error instanceof TokenRefused) return error.code;
      throw error;
    }
  }
}

function readKeys(bytes: Uint8Array): readonly JsonObject[] {
  try {
    const { keys } = readJsonObject(bytes);
    if (Array.isArray(keys) && keys.length <= MAX_KEYS && keys.every(isObject)) return keys;
  } catch {
    // The code is that of a token, which would mislead in the log.
  }
  throw new Error(`JWKS: expected {"keys": [...]} with at most ${MAX_KEYS} keys, each member once`);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
