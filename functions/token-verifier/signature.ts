import { type VerifyKeyObjectInput, verify } from "node:crypto";
import type { Algorithm } from "./issuer";
import type { RawToken } from "./raw-token";
import { ensure } from "./refusal";

/** RFC 7518, 3.1 and RFC 8037, 3.1: Ed25519 hashes by itself. */
const HASHES: Readonly<Record<Algorithm, string | null>> = { RS256: "sha256", ES256: "sha256", EdDSA: null };

/**
 * Verifies the signature over the two parts as they were sent. The algorithm is the key's own: what the token says has
 * been compared with it, and chooses nothing.
 *
 * @throws TokenRefused `SIGNATURE`
 */
export function checkSignature(token: RawToken, alg: Algorithm, key: VerifyKeyObjectInput): void {
  const signed = Buffer.from(token.signed, "latin1");
  ensure(verify(HASHES[alg], signed, key, token.signature), "SIGNATURE");
}
