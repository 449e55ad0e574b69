import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** A signing key of a made-up issuer, with the public JWK it would publish. */
export interface SigningKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly jwk: Readonly<Record<string, unknown>>;
}

export function rsaKey(kid: string, modulusLength = 2048, publicExponent = 0x10001): SigningKey {
  return keyOf(kid, "RS256", generateKeyPairSync("rsa", { modulusLength, publicExponent }));
}

export function ecKey(kid: string, namedCurve = "P-256"): SigningKey {
  return keyOf(kid, "ES256", generateKeyPairSync("ec", { namedCurve }));
}

export function edKey(kid: string): SigningKey {
  return keyOf(kid, "EdDSA", generateKeyPairSync("ed25519"));
}

function keyOf(kid: string, alg: string, pair: { publicKey: KeyObject; privateKey: KeyObject }): SigningKey {
  return { kid, alg, ...pair, jwk: { ...pair.publicKey.export({ format: "jwk" }), kid, alg, use: "sig" } };
}

export const base64url = (value: string | Uint8Array): string => Buffer.from(value).toString("base64url");

/** Signs any two parts, so that a token is refused for its content and not for its signature. */
export function signParts(key: SigningKey, headerB64: string, payloadB64: string): string {
  const input = `${headerB64}.${payloadB64}`;
  return `${input}.${signature(key, input).toString("base64url")}`;
}

export function signText(key: SigningKey, header: string | Uint8Array, payload: string | Uint8Array): string {
  return signParts(key, base64url(header), base64url(payload));
}

export function signature(key: SigningKey, input: string): Buffer {
  const hash = key.alg === "EdDSA" ? null : "sha256";
  return sign(hash, Buffer.from(input), { key: key.privateKey, dsaEncoding: "ieee-p1363" });
}

export const jwksOf = (...keys: readonly { readonly jwk: unknown }[]): Buffer =>
  Buffer.from(JSON.stringify({ keys: keys.map((key) => key.jwk) }));
