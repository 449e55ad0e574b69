import { createHash, createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";

/** A public key that verifies tokens. */
export interface VerifyingKey {
  readonly kid: string;
  readonly publicKey: KeyObject;
}

/** A key that signs tokens, and its public key. */
export interface SigningKey extends VerifyingKey {
  readonly privateKey: KeyObject;
  /** As a JWKS lists it. */
  readonly jwk: {
    readonly kid: string;
    readonly alg: "RS256";
    readonly kty: "RSA";
    readonly use: "sig";
    readonly e: string;
    readonly n: string;
  };
}

/** From an RSA private key as JWK; the key id is the key's thumbprint (RFC 7638). */
export function signingKey(key: JsonWebKey): SigningKey {
  const { e = "", n = "" } = key;
  const kid = createHash("sha256")
    .update(JSON.stringify({ e, kty: "RSA", n }))
    .digest("base64url");
  const privateKey = createPrivateKey({ key, format: "jwk" });
  return {
    kid,
    privateKey,
    publicKey: createPublicKey(privateKey),
    jwk: { kid, alg: "RS256", kty: "RSA", use: "sig", e, n },
  };
}
