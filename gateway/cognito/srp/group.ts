import { constants, createHash, createPublicKey, publicEncrypt } from "node:crypto";

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

/** Digits of N. */
const LONGEST = N.toString(16).length;

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

/**
 * base^exponent mod N, as an RSA encryption without padding: by OpenSSL, seven times as fast as with BigInt. Its
 * Diffie-Hellman tests in Node.js 24 whether N is a prime, each time, which takes seconds.
 */
export function power(base: bigint, exponent: bigint): bigint {
  const reduced = base % N;
  if (reduced === 0n) return 0n;
  // By Fermat's little theorem. OpenSSL takes no exponent above the modulus.
  const e = numbered(exponent % (N - 1n)).toString("base64url");
  const key = createPublicKey({ key: { kty: "RSA", n: MODULUS, e }, format: "jwk" });
  return toInteger(publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, numbered(reduced)));
}

/** Big-endian, in as many bytes as N has. */
function numbered(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(LONGEST, "0"), "hex");
}

const MODULUS = numbered(N).toString("base64url");
