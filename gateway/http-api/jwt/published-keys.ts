import { createPublicKey } from "node:crypto";
import { hasLeadingZero, isStrongRsa } from "../../../contract/rsa-strength";
import type { VerifyingKey } from "../../jwt/keys";

type Jwk = Readonly<Record<string, unknown>>;

/** Of a private key, or of one of another kind. */
const FOREIGN = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "crv"];

/**
 * The keys of a key set that verify tokens: RSA keys for signatures, that tokens can name. Of two with one name, neither
 * does.
 *
 * @throws {Error} where the document is no key set
 */
export function publishedKeys(document: unknown): readonly VerifyingKey[] {
  const { keys } = (document ?? {}) as Jwk;
  if (!Array.isArray(keys)) throw new Error("the key set has no keys");
  const all: readonly Jwk[] = keys.map((entry: unknown) => (entry ?? {}) as Jwk);
  const names = all.map(({ kid }) => kid);
  return all
    .filter(({ kid }) => names.indexOf(kid) === names.lastIndexOf(kid))
    .flatMap((jwk) => verifyingKey(jwk) ?? []);
}

function verifyingKey(jwk: Jwk): VerifyingKey | undefined {
  const { alg = "RS256", e, key_ops: operations = ["verify"], kid, kty, n, use = "sig" } = jwk;
  if (kty !== "RSA" || alg !== "RS256" || use !== "sig" || FOREIGN.some((name) => name in jwk))
    return undefined;
  if (!Array.isArray(operations) || !operations.includes("verify")) return undefined;
  if (typeof kid !== "string" || kid === "" || !isBase64url(e) || !isBase64url(n)) return undefined;
  const [modulus, exponent] = [Buffer.from(n, "base64url"), Buffer.from(e, "base64url")];
  if (hasLeadingZero(modulus) || hasLeadingZero(exponent) || !isStrongRsa(modulus, exponent))
    return undefined;
  try {
    const publicKey = createPublicKey({ key: { kty, e, n }, format: "jwk" });
    return { kid, publicKey };
  } catch {
    return undefined;
  }
}

/** As RFC 7515 writes it: without padding, and without other characters. */
function isBase64url(text: unknown): text is string {
  return (
    typeof text === "string" && text !== "" && Buffer.from(text, "base64url").toString("base64url") === text
  );
}
