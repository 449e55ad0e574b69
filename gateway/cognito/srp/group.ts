import { createDiffieHellman, createHash } from "node:crypto";

/**
 * The group of Cognito's SRP-6a: the 3072-bit prime of RFC 3526 (group 15), generator 2, SHA-256.
 * https://github.com/aws-amplify/amplify-js/tree/main/packages/amazon-cognito-identity-js (AuthenticationHelper.js)
 */
export const N = BigInt(
  "0xFFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD" +
    "3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F" +
    "24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552" +
    "BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3BE39E772C180E86039B2783A2EC07A28FB5C55DF0" +
    "6F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64EC" +
    "FB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A" +
    "0864D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D1" +
    "20A93AD2CAFFFFFFFFFFFFFFFF",
);

export const G = 2n;

const PRIME = Buffer.from(N.toString(16), "hex");

/** The multiplier: H(N ‖ g). */
export const K = toInteger(hashOf(padded(N), padded(G)));

/** Big-endian and signed, as Java's BigInteger writes: an even number of digits, and 00 before a first bit that is set. */
export function padded(value: bigint): Buffer {
  const digits = value.toString(16);
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, "hex");
}

export function toInteger(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString("hex") || "0"}`);
}

export function hashOf(...parts: readonly (Buffer | string)[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** base^exponent mod N, by OpenSSL's Diffie-Hellman: in constant time, and several times as fast as with BigInt. */
export function power(base: bigint, exponent: bigint): bigint {
  const reduced = base % N;
  // OpenSSL refuses these, of which the powers are plain.
  if (reduced <= 1n) return reduced;
  if (reduced === N - 1n) return exponent % 2n === 0n ? 1n : reduced;
  const group = createDiffieHellman(PRIME, 2);
  group.setPrivateKey(padded(exponent));
  return toInteger(group.computeSecret(padded(reduced)));
}
