import {
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import type { Algorithm } from "../../../functions/token-verifier/issuer";

export const ISSUER = "https://issuer.example/";
export const AUDIENCE = "https://api.example";
export const JWKS_URL = "https://issuer.example/jwks.json";

/** A token as issuers make them, and the bare verification of its signature. */
export interface SignedToken {
  readonly alg: Algorithm;
  readonly token: string;
  /** What the issuer publishes. */
  readonly jwks: Buffer;
  /** One crypto.verify of the same bytes with the key as a KeyObject: the floor of all contenders. */
  readonly bare: () => void;
}

export function signedToken(alg: Algorithm): SignedToken {
  const { privateKey, publicKey } = KEY_PAIRS[alg]();
  const jwk = { ...publicKey.export({ format: "jwk" }), kid: "one", alg, use: "sig" };
  const now = Math.floor(Date.now() / 1_000);
  const claims = {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: "auth0|5f7c8ec7c33c6c004bbafe82",
    iat: now,
    exp: now + 36_000,
    scope: "pets",
    roles: ["admin"],
  };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const input = `${part({ alg, typ: "JWT", kid: "one" })}.${part(claims)}`;
  const hash = alg === "EdDSA" ? null : "sha256";
  const signature = sign(hash, Buffer.from(input), { key: privateKey, dsaEncoding: "ieee-p1363" });
  const key = {
    key: createPublicKey({ key: jwk as JsonWebKey, format: "jwk" }),
    dsaEncoding: "ieee-p1363" as const,
  };
  const bytes = Buffer.from(input);
  return {
    alg,
    token: `${input}.${signature.toString("base64url")}`,
    jwks: Buffer.from(JSON.stringify({ keys: [jwk] })),
    bare: () => {
      if (!verify(hash, bytes, key, signature)) throw new Error("the bare verification failed");
    },
  };
}

type KeyPair = { readonly publicKey: KeyObject; readonly privateKey: KeyObject };

const KEY_PAIRS: Readonly<Record<Algorithm, () => KeyPair>> = {
  RS256: () => generateKeyPairSync("rsa", { modulusLength: 2_048 }),
  ES256: () => generateKeyPairSync("ec", { namedCurve: "P-256" }),
  EdDSA: () => generateKeyPairSync("ed25519"),
};
