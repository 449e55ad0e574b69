import { createHash, createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";

/** A key that signs tokens, and its public key, which verifies them. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
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
