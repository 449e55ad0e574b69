import { createPublicKey, type JsonWebKey, type KeyObject, type VerifyKeyObjectInput } from "node:crypto";
import { isStrongEd25519 } from "../../contract/ed25519-strength";
import { hasLeadingZero, isStrongRsa } from "../../contract/rsa-strength";
import type { Algorithm } from "./issuer";
import { type JsonObject, member } from "./json-object";
import { ensure } from "./refusal";

/** A public key that may verify tokens, with the one algorithm it may be used for. */
export interface VerificationKey {
  readonly kid: string;
  readonly alg: Algorithm;
  /** Bytes of any signature by it. */
  readonly signatureBytes: number;
  /** Of the JWK's public members only. */
  readonly key: VerifyKeyObjectInput;
}

/** The kty and crv that go with an algorithm, and the numbers that make up such a public key. */
const kinds = {
  RS256: { kty: "RSA", crv: undefined, members: ["n", "e"] },
  ES256: { kty: "EC", crv: "P-256", members: ["x", "y"] },
  EdDSA: { kty: "OKP", crv: "Ed25519", members: ["x"] },
} as const satisfies Record<Algorithm, { kty: string; crv: string | undefined; members: readonly string[] }>;

const PRIVATE_MEMBERS = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/**
 * A JWK as a key to verify with. The algorithm follows from the kind of key, never from the token, so a public
 * key cannot be used with another algorithm.
 *
 * @throws TokenRefused with a code that starts with `KEY_`: the one under which tokens that name it are refused
 */
export function vetKey(jwk: JsonObject, allowed: readonly Algorithm[]): VerificationKey {
  const kid = member(jwk, "kid");
  ensure(typeof kid === "string" && kid !== "", "KEY_ID");
  ensure(!PRIVATE_MEMBERS.some((name) => Object.hasOwn(jwk, name)), "KEY_PRIVATE");
  const alg = allowed.find((one) => kinds[one].kty === jwk.kty && kinds[one].crv === jwk.crv);
  ensure(alg !== undefined, "KEY_TYPE");
  ensure(jwk.alg === undefined || jwk.alg === alg, "KEY_ALGORITHM");
  ensure(isForVerifying(jwk), "KEY_USE");
  const { kty, crv } = kinds[alg];
  const members: Record<string, string> = crv === undefined ? { kty } : { kty, crv };
  for (const name of kinds[alg].members) {
    const value = member(jwk, name);
    ensure(typeof value === "string" && isCanonical(value), "KEY_MALFORMED");
    members[name] = value;
  }
  const modulus = bytesOf(members.n);
  if (alg === "RS256") {
    const exponent = bytesOf(members.e);
    // A signature is as long as the modulus.
    ensure(!hasLeadingZero(modulus) && !hasLeadingZero(exponent), "KEY_MALFORMED");
    ensure(isStrongRsa(modulus, exponent), "KEY_WEAK");
  }
  const key = publicKey(members);
  ensure(key !== undefined, "KEY_MALFORMED");
  ensure(alg !== "EdDSA" || isStrongEd25519(bytesOf(members.x)), "KEY_WEAK");
  const signatureBytes = alg === "RS256" ? modulus.length : 64;
  // RFC 7518, 3.4: r and s beside each other. Other algorithms than ES256 have no such choice.
  return { kid, alg, signatureBytes, key: { key, dsaEncoding: "ieee-p1363" } };
}

/** Undefined for what OpenSSL takes for no key, such as a point that is not on its curve. */
function publicKey(jwk: JsonWebKey): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk, format: "jwk" });
  } catch {
    return undefined;
  }
}

/** RFC 7517, 4.2 and 4.3: both are optional, and neither may exclude verification. */
function isForVerifying(jwk: JsonObject): boolean {
  const use = member(jwk, "use");
  const operations = member(jwk, "key_ops");
  return (
    (use === undefined || use === "sig") &&
    (operations === undefined || (Array.isArray(operations) && operations.includes("verify")))
  );
}

function isCanonical(value: string): boolean {
  return value !== "" && Buffer.from(value, "base64url").toString("base64url") === value;
}

function bytesOf(value = ""): Buffer {
  return Buffer.from(value, "base64url");
}
